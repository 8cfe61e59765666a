"""SER, Sistema Electrónico de Recaudo: settle what is owed to the Fondo Único de TIC."""
