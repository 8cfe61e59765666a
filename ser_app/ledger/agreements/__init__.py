"""Payment agreements (acuerdos de pago): what an operator with arrears pays, by when."""
