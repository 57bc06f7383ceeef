"""A million dossiers taken away as CSV and as a workbook, by the real program on a private PostgreSQL: what
memory the process takes at its highest, and how long the list takes to answer meanwhile.

    tests/servers/with python3 tests/bench/export.py [DOSSIERS [FORME…]]      (GUICHET=target/debug/guichet)

Fails above 150 MB. The dossiers are written by one statement, without triggers: what is measured is reading them.
"""

import hashlib
import html
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
FORMES = sys.argv[2:] or ["csv", "xlsx"]
MOST_KB = 150_000
ROOT = pathlib.Path(__file__).resolve().parents[2]
GUICHET = pathlib.Path(os.environ.get("GUICHET", ROOT / "target/debug/guichet")).resolve()
SERVER = os.environ["GUICHET_TEST_PG_URL"]
DATABASE = SERVER.rsplit("/", 1)[0] + "/exports_bench"
TOKEN = "mesure-export"

SEED = """
SET session_replication_role = replica;
SET maintenance_work_mem = '256MB';
CREATE TEMP TABLE mesure AS SELECT indexdef, indexname FROM pg_indexes i WHERE tablename = 'dossiers'
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = format('public.%I', i.indexname)::regclass);
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT indexname FROM mesure LOOP EXECUTE format('DROP INDEX %I', one.indexname); END LOOP; END $$;
INSERT INTO agents (id, email, email_key, prenom, nom, created_at)
  VALUES ('00000000-0000-7000-8000-000000000001', 'a@agents.example', 'a@agents.example', 'Agent', 'Exemple', now());
INSERT INTO grants (agent_id, programme, role) VALUES ('00000000-0000-7000-8000-000000000001', 'fussat', 'conseiller');
INSERT INTO sessions (token_hash, agent_id, created_at, seen_at, expires_at, fresh_at)
  VALUES ('{hash}', '00000000-0000-7000-8000-000000000001', now(), now(), now() + interval '8 hours', now());
INSERT INTO versions (programme, hash, du, texte, created_at) VALUES ('fussat', 'mesure', '2020-09-16', '', now());
INSERT INTO beneficiaires (id, programme, email, email_key, prenom, nom, password_hash, created_at)
  VALUES ('00000000-0000-7000-8000-000000000002', 'fussat', 'b@courriel.example', 'b@courriel.example', 'B', 'B', '', now());
INSERT INTO dossiers (id, programme, numero, beneficiaire_id, campagne, version_hash, version_du, demande_le, etat,
    version, reponses, nom, prenom, email, recherche, total_centimes, versement_manque, sample, created_at,
    changed_at, submitted_at, decided_at, eligible, attend_depuis)
  SELECT gen_random_uuid(), 'fussat', 'FUS-2020-' || lpad(n::text, 7, '0'), '00000000-0000-7000-8000-000000000002',
    '2020', 'mesure', '2020-09-16', '2020-10-01', (ARRAY['en_attente','valide_manager','refuse','mis_en_paiement'])[1 + n % 4],
    1, '{{}}', 'NOM' || n % 5000, 'Prénom' || n % 700, 'personne' || n || '@courriel.example',
    'nom' || n % 5000 || ' prenom' || n % 700, (n % 3000) * 100, false, false,
    now(), now(), now() - (n % 90) * interval '1 day',
    CASE WHEN n % 4 <> 0 THEN now() - (n % 30) * interval '1 day' END, 'oui',
    CASE n % 4 WHEN 0 THEN (now() - (n % 90) * interval '1 day')::date WHEN 1 THEN now()::date END
  FROM generate_series(1, {count}) n;
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT indexdef FROM mesure LOOP EXECUTE one.indexdef; END LOOP; END $$;
-- What the triggers would have counted.
INSERT INTO compteurs SELECT programme, etat, '', '', count(*) FROM dossiers GROUP BY programme, etat;
INSERT INTO compteurs SELECT programme, etat, '', '-', count(*) FROM dossiers GROUP BY programme, etat;
VACUUM (ANALYZE);
"""


def psql(sql, url=DATABASE):
    subprocess.run(["psql", "-qv", "ON_ERROR_STOP=1", url], input=sql, text=True, check=True)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


class Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(Still)


def request(path, form=None):
    """The answer to a page or a form, redirections not followed."""
    data = urllib.parse.urlencode(form).encode() if form is not None else None
    asked = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data=data, headers={
        "Host": "guichet.localhost", "Cookie": f"session={TOKEN}", "Sec-Fetch-Site": "same-origin"})
    try:
        return OPENER.open(asked, timeout=120)
    except urllib.error.HTTPError as answer:
        return answer


def peak(pid):
    """The most memory the process ever held, in kB."""
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1])
    return 0


def export(forme):
    """Asks for the file and waits for it, opening the list all the while."""
    start, waits = time.time(), []
    answer = request("/exports", {"q": "", "forme": forme})
    where = answer.headers["Location"]
    while True:
        before = time.time()
        assert request("/dossiers").status == 200
        waits.append(time.time() - before)
        page = request(where).read().decode()
        if "/fichier" in page:
            break
        assert "Impossible" not in page, page
        time.sleep(0.2)
    took = time.time() - start
    size, lines, answer = 0, 0, request(f"{where}/fichier")
    while piece := answer.read(1 << 20):
        size, lines = size + len(piece), lines + piece.count(b"\n")
    waits.sort()
    print(f"{forme}: {COUNT} dossiers in {took:.0f} s, file of {size / 1e6:.0f} MB"
          + (f" and {lines - 1} lines" if forme == "csv" else "")
          + f"; process at most {peak(SERVE.pid) / 1000:.0f} MB; /dossiers {len(waits)} times, "
          f"median {waits[len(waits) // 2] * 1000:.0f} ms, longest {waits[-1] * 1000:.0f} ms", flush=True)
    assert forme != "csv" or lines - 1 == COUNT, lines


with tempfile.TemporaryDirectory() as folder:
    PORT = free_port()
    psql("DROP DATABASE IF EXISTS exports_bench", SERVER)
    psql("CREATE DATABASE exports_bench", SERVER)
    os.environ.update(
        GUICHET_DATABASE_URL=DATABASE, GUICHET_LISTEN=f"127.0.0.1:{PORT}", GUICHET_PUBLIC_PORT=str(PORT),
        GUICHET_SCHEME="http", GUICHET_OFFICE_HOST="guichet.localhost", GUICHET_LOCAL_SUFFIX="localhost",
        GUICHET_STORAGE__FOLDER=f"{folder}/pieces", GUICHET_MAIL__FOLDER=f"{folder}/courrier", GUICHET_LOG="warn",
        GUICHET_SEAL__CURRENT="mesure", GUICHET_SEAL__KEYS="mesure=" + __import__("base64").b64encode(os.urandom(32)).decode())
    subprocess.run([GUICHET, "migrate"], check=True, stdout=subprocess.DEVNULL)
    start = time.time()
    psql(SEED.format(hash=hashlib.sha256(TOKEN.encode()).hexdigest(), count=COUNT))
    print(f"{COUNT} dossiers written in {time.time() - start:.0f} s", flush=True)
    SERVE = subprocess.Popen([GUICHET, "serve"])
    try:
        for _ in range(300):
            try:
                request("/connexion")
                break
            except OSError:
                time.sleep(0.1)
        total = str(COUNT)
        assert total in re.sub(r"(?<=[0-9])\s(?=[0-9])", "", html.unescape(request("/dossiers").read().decode())), total
        print(f"process at rest: {peak(SERVE.pid) / 1000:.0f} MB", flush=True)
        for forme in FORMES:
            export(forme)
        worst = peak(SERVE.pid)
    finally:
        SERVE.terminate()
        SERVE.wait()
    psql("DROP DATABASE exports_bench", SERVER)
    if worst > MOST_KB:
        sys.exit(f"{worst} kB: more than {MOST_KB} kB")
