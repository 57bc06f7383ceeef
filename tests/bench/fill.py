"""Fill Guichet's tables with the common data set, in PostgreSQL.

    fill.py COMMON SAMPLES    PGHOST, PGUSER and PGDATABASE set; the tables made by `guichet migrate`

COMMON holds the CSV files of the peers' dataset/generate.py. SAMPLES is the data folder of
`guichet demo`: its dossiers went through the real acts, so their answers, verdicts, aides, pièces and
history are true. Each dossier of the common data set becomes a copy of one of them, of the same
programme and status, under its own person, dates, sums asked, NIR and IBAN. A column or a table of
dossiers that is added later is copied along, see OWN and CHILDREN.
"""
import base64
import csv
import hashlib
import hmac
import json
import os
import re
import sqlite3
import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV

# The five programmes that take dossiers, in the order of the common ones.
PROGRAMMES = ["garde-enfants", "bourses", "fussat", "retraite", "aide-exceptionnelle"]
# What was deposited waits for staff: SOUMIS and EN_INSTRUCTION are one status of ours.
ETATS = {"BROUILLON": ["brouillon"], "SOUMIS": ["en_attente"], "EN_INSTRUCTION": ["en_attente"],
         "INCOMPLET": ["incomplet"], "VALIDE": ["valide_conseiller", "valide_manager"], "REFUSE": ["refuse"],
         "PAYE": ["mis_en_paiement"], "ABANDONNE": ["abandonne"]}
AIDES = ["ACHAT", "LOCATION", "TRAVAUX", "FORFAIT", "PRET", "ACCOMPAGNEMENT"]



def id(kind, n):
    """An id made from a kind and a number, in SQL, so that the driver of requests knows it too."""
    return f"(lpad(to_hex({kind}), 8, '0') || '000070008000' || lpad(to_hex({n}), 12, '0'))::uuid"


BENEFICIAIRE = id("16 + d.programme_id", "d.applicant_id")
CONSEILLER = id("2", "coalesce(d.assigned_to_id, 1)")
MANAGER = id("2", "21 + d.id % 5")
# Columns of `dossiers` that are the common data set's; every other is the sample's. d: the common
# dossier, m: the sample.
OWN = {
    "id": "d.dossier", "numero": "substr(m.numero, 1, length(m.numero) - 6) || lpad(d.id::text, 7, '0')",
    "beneficiaire_id": BENEFICIAIRE, "reponses": "d.reponses", "recherche": "d.recherche",
    "nom": "d.nom", "prenom": "d.prenom", "email": "d.email", "verdict_essai": "NULL", "sample": "false",
    "conseiller_id": f"CASE WHEN d.assigned_to_id IS NOT NULL THEN {CONSEILLER} END",
    "instruit_par": f"CASE WHEN m.instruit_par IS NOT NULL THEN {CONSEILLER} END",
    "created_at": "d.created_at", "submitted_at": "d.submitted_at", "changed_at": "d.updated_at",
    "decided_at": "CASE WHEN m.decided_at IS NOT NULL THEN d.updated_at END",
    "closed_at": "CASE WHEN m.closed_at IS NOT NULL THEN d.updated_at END",
    "attend_depuis": "CASE WHEN m.attend_depuis IS NOT NULL THEN (d.submitted_at AT TIME ZONE 'Europe/Paris')::date END",
    "doublon": "false",
}
# Tables that hang on a dossier, with the columns that must differ from the sample's; m.bench_rang is the rank
# of the row among those of its dossier.
CHILDREN = {
    "dossier_aides": {},
    "dossier_champs": {},
    # Nobody's double: a value for each dossier, in the place of what its champs come to.
    "empreintes": {"valeur": "md5(d.id || m.nature || m.bench_rang)"},
    "fichiers": {"id": id("32 + m.bench_rang", "d.id"), "deposited_at": "d.created_at",
                 "object_key": "m.programme || '/' || lpad(to_hex(d.id * 64 + m.bench_rang), 32, '0')"},
    "events": {"id": id("128 + m.bench_rang", "d.id"), "seq": "m.bench_rang", "at": "d.created_at + m.bench_rang * interval '1 hour'",
               "auteur_id": f"CASE WHEN m.auteur = 'beneficiaire' THEN {BENEFICIAIRE} WHEN m.data LIKE "
                            f"'%\"manager\":true%' THEN {MANAGER} WHEN m.auteur = 'agent' THEN {CONSEILLER} END"},
}
# As many facts as the common data set has transitions; one file for each pièce.
KEPT = {"events": "to_etat IS NOT NULL OR fait = 'ouverture'",
        "fichiers": "rowid IN (SELECT min(rowid) FROM fichiers WHERE removed_at IS NULL GROUP BY dossier_id, piece)"}
ORDER = {"events": "seq", "fichiers": "rowid"}

csv.field_size_limit(1 << 27)


def psql(*arguments, stdin=None):
    command = ["psql", "-qX", "-v", "ON_ERROR_STOP=1", *arguments]
    done = subprocess.run(command, input=stdin, stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout


def copying(table, columns):
    sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    return subprocess.Popen(["psql", "-qX", "-v", "ON_ERROR_STOP=1", "-c", sql], stdin=subprocess.PIPE, text=True,
                            encoding="utf-8", bufsize=1 << 20)


def done(process):
    process.stdin.close()
    if process.wait():
        sys.exit("COPY failed")


def field(value, kind="text"):
    """A value as COPY's text format writes it."""
    if value is None:
        return r"\N"
    if kind == "uuid":
        return value.hex() if isinstance(value, bytes) else value
    if kind == "boolean":
        return "t" if value else "f"
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def columns_of(table):
    rows = psql("-Atc", "SELECT column_name, data_type FROM information_schema.columns "
                f"WHERE table_schema = 'public' AND table_name = '{table}' ORDER BY ordinal_position")
    return dict(row.split("|") for row in rows.splitlines())


def fold(text):
    """As `format::fold` of the domain, for the letters of these names."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub("['’-]", " ", plain.replace("œ", "oe").replace("æ", "ae")).split())


class Keys:
    """Seals champs as `adapters::seal` does, under the samples' key."""

    def __init__(self, folder):
        settings = json.loads((folder / "cles.json").read_text())
        self.id = settings["current"]
        text = settings["keys"][self.id]
        master = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        self.cipher = AESGCMSIV(hmac.new(master, b"guichet/v1/champ", hashlib.sha256).digest())

    def seal(self, plain, place):
        nonce = os.urandom(12)
        sealed = nonce + self.cipher.encrypt(nonce, plain.encode(), place.encode())
        return f"v1:{self.id}:" + base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def nir(n):
    thirteen = 1_850_775_000_000 + n
    return f"{thirteen}{97 - thirteen % 97:02d}"


def iban(n):
    bban = f"2004101005{n:011d}05"
    return f"FR{98 - int(bban + '152700') % 97:02d}{bban}"


def secrets(value, path=""):
    """The places of the sealed values of some answers."""
    if isinstance(value, dict) and set(value) == {"chiffre"}:
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from secrets(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from secrets(inner, path)


def template(answers):
    """The answers as a text with a mark for each part that is the person's own, and the sealed places."""
    answers = json.loads(answers)
    places = list(secrets(answers))
    if any(place not in ("nir", "iban") for place in places):
        sys.exit(f"a sealed champ this program does not make: {places}")
    for key in places:
        answers[key]["chiffre"] = f"@{key}@"
    for key in ("nom", "prenom"):
        if key in answers:
            answers[key] = f"@{key}@"
    # Nor the same home, nor the same children.
    if isinstance(answers.get("adresse"), dict):
        answers["adresse"]["voie"] = "@n@ rue de l’Exemple"
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    for child in answers.get("enfants") or []:
        if child.get("prenom"):
            text = text.replace(f'"{child["prenom"]}"', f'"{child["prenom"]} @n@"')
    return text, places


def models(samples):
    """The samples that may stand for a dossier: by programme, statut and rank of aide."""
    by = defaultdict(list)
    kinds = {p: [a for a, in samples.execute("SELECT aide FROM dossier_aides WHERE programme = ? GROUP BY aide "
                                              "ORDER BY count(*) DESC, aide", (p,))] for p in PROGRAMMES}
    rows = samples.execute("SELECT d.id, d.programme, d.etat, d.reponses, min(a.aide) FROM dossiers d "
                           "LEFT JOIN dossier_aides a ON a.dossier_id = d.id GROUP BY d.id ORDER BY d.numero")
    for sample, programme, etat, answers, aide in rows:
        made = (sample.hex(), *template(answers))
        by[programme, etat, None].append(made)
        if aide:
            by[programme, etat, aide].append(made)
    return by, kinds


def dossiers(common, samples, keys):
    """COPY bench.common: each common dossier with its sample, its answers, and what name search looks in."""
    by, kinds = models(samples)
    with (common / "dossiers.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        kept = ["id", "programme_id", "applicant_id", "nom", "prenom", "email", "assigned_to_id", "created_at",
                "submitted_at", "updated_at"]
        out = copying("bench.common", [*kept, "dossier", "modele", "reponses", "recherche"])
        for d in rows:
            n = int(d["id"])
            programme = PROGRAMMES[int(d["programme_id"]) - 1]
            etats = ETATS[d["statut"]]
            etat = etats[n % len(etats)]
            kind = kinds[programme][AIDES.index(d["aide"]) % len(kinds[programme])]
            among = by.get((programme, etat, kind)) or by[programme, etat, None]
            modele, text, places = among[n % len(among)]
            text = text.replace("@nom@", d["nom"]).replace("@prenom@", d["prenom"]).replace("@n@", str(n))
            dossier = f"00000001-0000-7000-8000-{n:012x}"
            for place in places:
                plain = (nir if place == "nir" else iban)(int(d["applicant_id"]))
                text = text.replace(f"@{place}@", keys.seal(plain, f"{programme}/{dossier}/{place}"))
            own = "\t".join(d[name] or r"\N" for name in kept)
            found = fold(" ".join((d["nom"], d["prenom"], d["email"])))
            out.stdin.write(f"{own}\t{dossier}\t{modele}\t{field(text)}\t{found}\n")
    done(out)


def copy_models(samples, table):
    """The samples' rows of a table, as bench.<table>, with their rank in their dossier."""
    columns = columns_of(table)
    there = {row[1] for row in samples.execute(f"PRAGMA table_info({table})")}
    if not columns or not there:
        return False
    names = [c for c in columns if c in there]
    psql("-c", f"CREATE UNLOGGED TABLE bench.{table} (LIKE public.{table}, bench_rang bigint)")
    owner = "id" if table == "dossiers" else "dossier_id"
    rank = f"row_number() OVER (PARTITION BY {owner} ORDER BY {ORDER.get(table, 'rowid')})"
    out = copying(f"bench.{table}", [*names, "bench_rang"])
    where = KEPT.get(table, "1")
    for row in samples.execute(f"SELECT {', '.join(names)}, {rank} FROM {table} WHERE {where}"):
        out.stdin.write("\t".join(field(v, columns.get(c, "text")) for v, c in zip(row, [*names, "bench_rang"])) + "\n")
    done(out)
    return True


def insert(table, own):
    names = list(columns_of(table))
    values = [own.get(name, "d.dossier" if name == "dossier_id" else f"m.{name}") for name in names]
    owner = "id" if table == "dossiers" else "dossier_id"
    return (f"INSERT INTO public.{table} ({', '.join(names)}) SELECT {', '.join(values)} "
            f"FROM bench.common d JOIN bench.{table} m ON m.{owner} = d.modele;\n")


def main():
    common, folder = Path(sys.argv[1]), Path(sys.argv[2])
    here = Path(__file__).parent
    samples = sqlite3.connect(f"file:{folder}/guichet.sqlite?mode=ro", uri=True)
    programmes = ", ".join(f"({place}, '{code}')" for place, code in enumerate(PROGRAMMES, 1))
    psql(stdin=(here / "before.sql").read_text().replace("COMMON", str(common))
         + f"INSERT INTO bench.programmes VALUES {programmes};")
    hung = [table for table in CHILDREN if copy_models(samples, table)]
    copy_models(samples, "dossiers")
    versions = list(columns_of("versions"))
    out = copying("public.versions", versions)
    for row in samples.execute(f"SELECT {', '.join(versions)} FROM versions"):
        out.stdin.write("\t".join(map(field, row)) + "\n")
    done(out)
    dossiers(common, samples, Keys(folder))
    tables = insert("dossiers", OWN) + "".join(insert(table, CHILDREN[table]) for table in hung)
    text = (here / "after.sql").read_text().replace("INSERTS", tables).replace("BENEFICIAIRE", BENEFICIAIRE)
    print(psql(stdin=text), file=sys.stderr)


main()
