"""What stands in the LEAME of a case."""

from typing import Final

READ_ME: Final = """\
EXPEDIENTE PROBATORIO DE UN CASO - SISTEMA ELECTRÓNICO DE RECAUDO (SER)

Este archivo ZIP contiene todo lo que SER guarda de una presentación o de un FUR, y la prueba de que
los eventos de auditoría que lo cuentan no se cambiaron después de sellados.

QUÉ CONTIENE
  caso.json                 operador, números y cabeza de la cadena hasta la que llega la prueba
  presentacion.json         la autoliquidación como se presentó: datos, cifras explicadas, renglones
  firmas.json               quién firmó, con qué calidad, cuándo, y la huella de lo que firmó
  furs/                     cada FUR: el PDF tal como se generó, y sus datos
  pagos.json                cada intento de pago y cada uno de sus pasos
  libros.json               los comprobantes contables, con sus débitos y créditos en pesos
  reglas/                   las reglas de liquidación vigentes que se usaron, completas
  auditoria/eventos.jsonl   los eventos de auditoría del caso, uno por línea, en su forma canónica
  auditoria/eslabones.json  los eslabones de la cadena que llevan de la cabeza a cada evento
  manifiesto.json           la huella SHA-256 de cada archivo
  verificar.py              el programa que comprueba todo lo anterior, sin conexión

CÓMO COMPROBARLO
  1. Extraiga verificar.py de este ZIP, o mejor, tome el mismo programa del código fuente de SER.
     Necesita Python 3.9 o posterior y nada más. Léalo: es corto.
  2. Ejecute:   python -I verificar.py caso.zip
     Debe terminar con «El caso está íntegro». Si algo cambió, aunque sea un byte, dice qué.
  3. Compare la cabeza que muestra con las cabezas que el Ministerio o la Contraloría ancló fuera:
         python -I verificar.py caso.zip --anclas anclas.txt
     Sin esa comparación la prueba dice que el caso es coherente consigo mismo; con ella dice que
     la cadena es la misma que existía el día del ancla.

Las cantidades están en pesos enteros; los instantes, en UTC; los días, en hora de Colombia.
"""
