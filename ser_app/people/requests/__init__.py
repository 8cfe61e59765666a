"""Requests of users: the paper *Solicitud de Creación y/o Modificación de Usuarios en el SER*."""
