"""Write what requests.lua needs: sessions just opened, the addresses of the lists' pages as Guichet links them,
a test already taken, dossiers to decide and to deposit on.

    state.py PORT >STATE      PGHOST, PGUSER and PGDATABASE set; Guichet serving on that port
"""
import hashlib
import html
import http.client
import re
import subprocess
import sys
from urllib.parse import quote, urlencode

PORT = int(sys.argv[1])
OFFICE, TEST, DEPOSIT = (f"{name}.localhost:{PORT}" for name in ("guichet", "garde-enfants", "aide-exceptionnelle"))
PIECE, OWNERS, PAGES = "activite", 150, 5
STATUTS = ["en_attente", "incomplet", "valide_conseiller", "valide_manager", "refuse", "mis_en_paiement"]
AIDES = ["aide", "bourse", "garde", "reconstitution", "ouverture_droits", "cachets"]


def psql(sql):
    command = ["psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-c", sql]
    return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout.splitlines()


def open_sessions():
    """One session of the first agent, one for each owner of a dossier that may still be filled."""
    psql("DELETE FROM sessions")
    token = "mesure-agent"
    session(token, "(SELECT id FROM agents ORDER BY id LIMIT 1), NULL, NULL")
    print("office", OFFICE, f"session={token}")
    owners = psql("SELECT id, beneficiaire_id FROM dossiers WHERE programme = 'aide-exceptionnelle' "
                  f"AND etat IN ('brouillon', 'incomplet') ORDER BY id LIMIT {OWNERS}")
    for n, row in enumerate(owners):
        dossier, owner = row.split("|")
        session(f"mesure-{n}", f"NULL, '{owner}', 'aide-exceptionnelle'")
        print("upload", DEPOSIT, f"/dossiers/{dossier}/pieces/{PIECE}", f"session=mesure-{n}")


def session(token, holder):
    hashed = hashlib.sha256(token.encode()).hexdigest()
    psql("INSERT INTO sessions (token_hash, agent_id, beneficiaire_id, programme, created_at, seen_at, expires_at, "
         f"fresh_at) SELECT '{hashed}', {holder}, now(), now(), now() + interval '12 hours', now()")


def get(path, cookie, host=OFFICE, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", PORT)
    headers = {"Host": host, "Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if body else "GET", path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    if answer.status >= 400:
        sys.exit(f"{path} answers {answer.status}: {re.sub('<[^>]*>', ' ', text)[:600]}")
    return text, answer.headers


def pages(kind, path, count):
    """That address and those that « Suivants » leads to."""
    for _ in range(count):
        text, headers = get(path, "session=mesure-agent")
        if headers["Location"]:  # an address that is written in another way
            path = headers["Location"]
            text, _ = get(path, "session=mesure-agent")
        print(kind, path)
        link = re.search(r'<a [^>]*rel="next"[^>]*>', text)
        if not link:
            break
        path = html.unescape(re.search(r'href="([^"]*)"', link[0])[1])


def take_a_test():
    answers = [("besoins", "garde"), ("metier", "artiste"), ("contrat", "cddu"), ("derniere_indemnite", "10/06/2025"),
               ("enfant_moins_de_4_ans", "oui"), ("situation", "couple"), ("autre_parent_aide", "non"),
               ("enfants_a_charge", "1"), ("revenus", "28000"), ("autre_aide", "non")]
    asked = [("demande", champ) for champ, _ in answers]
    _, headers = get("/test", "", TEST, urlencode(answers + asked))
    cookie = headers["Set-Cookie"].split(";")[0]
    text, _ = get("/test/verdict", cookie, TEST)
    if "vous pouvez demander" not in html.unescape(text):
        sys.exit("the test gave no verdict")
    print("test", TEST, cookie)


open_sessions()
pages("page", "/dossiers", PAGES)
for statut in STATUTS:
    for aide in AIDES:
        pages("filtered", "/dossiers?q=" + quote(f"aide:{aide} statut:{statut}", safe=""), 2)
take_a_test()
