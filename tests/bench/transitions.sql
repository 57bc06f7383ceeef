-- The dossiers that the transitions turn, as requests.lua reads them: those that wait, or that it refused.
SELECT 'dossier ' || d.id || ' ' || d.version || ' ' || d.etat || ' '
       || substring(v.texte FROM '\nmotifs:\n(?: *#[^\n]*\n)* +([a-z0-9_]+):')
FROM dossiers d JOIN versions v ON v.programme = d.programme AND v.hash = d.version_hash
WHERE d.etat = 'en_attente' OR (d.etat = 'refuse' AND d.closed_at > now() - interval '1 day')
ORDER BY d.id LIMIT 1000
