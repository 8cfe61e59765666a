"""The certificate of good standing (paz y salvo): who may have it, and what was certified."""
