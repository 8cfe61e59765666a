"""Comprueba sin conexión el ZIP de un caso de SER. Solo usa la biblioteca estándar de Python.

Uso: python -I verificar.py caso.zip [--anclas anclas.txt]

Comprueba que cada archivo tenga la huella del manifiesto y no sobre ni falte ninguno; que cada
evento de auditoría y cada eslabón dé su huella, y que de la cabeza se llegue a cada evento; que
cada FUR tenga la huella con que se firmó; y que en cada comprobante débitos = créditos. Termina
con estado 0 si todo coincide, y con 1 y el primer defecto si no.
"""

from __future__ import annotations

import json
import re
import struct
import sys
import zipfile
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Any

Files = dict[str, bytes]
MANIFEST = "manifiesto.json"
EVENTS = "auditoria/eventos.jsonl"
LINKS = "auditoria/eslabones.json"
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# Todo lo que el lector de ZIP de Python lanza cuando cambia un solo byte.
UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
)


class Defect(Exception):
    """Algo no coincide; el texto dice qué."""


def require(condition: object, text: str) -> None:
    """Detiene la comprobación con un defecto si no se cumple."""
    if not condition:
        raise Defect(text)


def digest(content: bytes) -> str:
    """SHA-256 en hexadecimal."""
    return sha256(content).hexdigest()


def read_files(path: str) -> Files:
    """Todos los archivos del ZIP, y nada más."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            require(len(names) == len(set(names)), "un archivo está dos veces")
            methods = {entry.compress_type for entry in archive.infolist()}
            require(methods <= PACKED, "un archivo está comprimido de otra manera")
            return {name: archive.read(name) for name in names}
    except UNREADABLE as error:
        raise Defect(f"no se puede leer el ZIP: {error}") from None


def read_json(files: Files, name: str) -> Any:
    """Un archivo JSON."""
    require(name in files, f"falta {name}")
    try:
        return json.loads(files[name].decode("utf-8"))
    except ValueError:
        raise Defect(f"{name} no es JSON") from None


def check_manifest(files: Files) -> None:
    """Cada archivo con su huella; ninguno de más; el manifiesto, escrito como debe."""
    expected = read_json(files, MANIFEST)
    written = (json.dumps(expected, sort_keys=True, indent=1) + "\n").encode()
    require(written == files[MANIFEST], "el manifiesto no está escrito en su forma única")
    for name in sorted(set(expected) | set(files) - {MANIFEST}):
        require(name in files, f"falta {name}")
        require(name in expected, f"sobra {name}")
        require(digest(files[name]) == expected[name], f"{name} cambió")


def check_links(found: Any) -> dict[int, Any]:
    """Cada eslabón da su huella; devuelve los eslabones por número."""
    links = {}
    for link in found["eslabones"]:
        number = link["eslabon"]
        text = "{eslabon}:{evento}:{huella_evento}:{anterior}:{atras}".format(**link)
        require(digest(text.encode("ascii")) == link["huella"], f"el eslabón {number} no coincide")
        require(number not in links, f"el eslabón {number} está dos veces")
        links[number] = link
    head = found["cabeza"]
    require(head["eslabon"] in links, "falta el eslabón de la cabeza")
    require(links[head["eslabon"]]["huella"] == head["huella"], "la cabeza no coincide")
    return links


def check_way(links: dict[int, Any], head: int, wanted: int) -> None:
    """De la cabeza se llega al eslabón por huellas que cada uno nombra."""
    here = head
    while here > wanted:
        back = here & (here - 1)
        following, name = (back, "atras") if back >= wanted else (here - 1, "anterior")
        require(following in links, f"falta el eslabón {following}")
        require(
            links[here][name] == links[following]["huella"],
            f"el eslabón {here} no nombra al {following}",
        )
        here = following
    require(here == wanted, f"el eslabón {wanted} no está bajo la cabeza")


def check_events(files: Files, links: dict[int, Any], head: int) -> int:
    """Cada evento da la huella de su eslabón, al que se llega desde la cabeza."""
    by_event = {link["evento"]: number for number, link in links.items()}
    lines = files[EVENTS].decode("utf-8").split("\n")
    require(lines.pop() == "", f"{EVENTS} no termina en una línea completa")
    for line in lines:
        event = json.loads(line)
        canonical = json.dumps(event, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        require(canonical == line, f"el evento {event['id']} no está en su forma canónica")
        require(event["id"] in by_event, f"el evento {event['id']} no tiene eslabón")
        number = by_event[event["id"]]
        require(
            digest(line.encode("utf-8")) == links[number]["huella_evento"],
            f"el evento {event['id']} cambió",
        )
        check_way(links, head, number)
    require(lines, "no hay eventos")
    return len(lines)


def check_documents(files: Files) -> None:
    """Cada FUR en PDF tiene la huella que dicen sus datos."""
    for name in sorted(files):
        if name.startswith("furs/") and name.endswith(".json"):
            pdf = name[: -len(".json")] + ".pdf"
            require(pdf in files, f"falta {pdf}")
            require(digest(files[pdf]) == read_json(files, name)["sha256"], f"{pdf} cambió")


def check_books(files: Files) -> int:
    """En cada comprobante los débitos suman lo mismo que los créditos, en pesos enteros."""
    journals = read_json(files, "libros.json")["comprobantes"]
    for journal in journals:
        debit = credit = 0
        for entry in journal["asientos"]:
            for amount in (entry["debito"], entry["credito"]):
                require(type(amount) is int and amount >= 0, "una cantidad no es pesos enteros")
            debit, credit = debit + entry["debito"], credit + entry["credito"]
        require(debit == credit > 0, f"el comprobante {journal['source']} no cuadra")
    return len(journals)


def check_anchors(path: str, head: Any) -> str:
    """La cabeza es una de las que se anclaron fuera."""
    with Path(path).open(encoding="utf-8") as lines:
        found = [re.fullmatch(r"(\S+) (\d+) ([0-9a-f]{64})", line.strip()) for line in lines]
    for anchor in filter(None, found):
        if int(anchor[2]) == head["eslabon"]:
            require(anchor[3] == head["huella"], "la cabeza no es la que se ancló fuera")
            return str(anchor[1])
    raise Defect(f"ningún ancla es del eslabón {head['eslabon']}")


def verify(path: str, anchors: str | None = None) -> str:
    """Comprueba todo y devuelve lo que se comprobó, en una frase."""
    files = read_files(path)
    check_manifest(files)
    found = read_json(files, LINKS)
    links, head = check_links(found), found["cabeza"]
    require(EVENTS in files, f"falta {EVENTS}")
    events = check_events(files, links, head["eslabon"])
    check_documents(files)
    journals = check_books(files)
    told = (
        f"{len(files)} archivos, {events} eventos bajo la cabeza {head['eslabon']} "
        f"{head['huella']}, {journals} comprobantes que cuadran."
    )
    if anchors:
        told += f" La cabeza coincide con el ancla del {check_anchors(anchors, head)}."
    return told


def main(arguments: list[str]) -> int:
    """Comprueba lo que dicen los argumentos; devuelve el estado de salida."""
    anchors = None
    if "--anclas" in arguments[1:2] and len(arguments) > len("--"):
        anchors = arguments.pop()
        arguments.pop()
    if len(arguments) != 1:
        print(__doc__)
        return 2
    try:
        told = verify(arguments[0], anchors)
    except Defect as defect:
        print(f"DEFECTO: {defect}.")
        return 1
    except (KeyError, TypeError, ValueError, OSError) as error:
        print(f"DEFECTO: el contenido no se entiende ({type(error).__name__}: {error}).")
        return 1
    print(told)
    print("El caso está íntegro.")
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
