-- From the common data set and the samples to Guichet's tables: without indexes nor checks of keys row
-- by row, both of which are put back. What is in capitals is put in by fill.py.
\timing on
ANALYZE bench.common;
BEGIN;
SET LOCAL session_replication_role = replica;
SET LOCAL work_mem = '256MB';
SET LOCAL maintenance_work_mem = '1GB';
CREATE TABLE bench.indexes AS
    SELECT i.indexdef, i.indexname FROM pg_indexes i
    WHERE i.schemaname = 'public' AND i.tablename IN ('dossiers', 'dossier_aides', 'dossier_champs', 'empreintes', 'fichiers',
                          'events')
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = format('public.%I', i.indexname)::regclass);
DO $$ DECLARE index record; BEGIN
    FOR index IN SELECT indexname FROM bench.indexes LOOP
        EXECUTE format('DROP INDEX public.%I', index.indexname);
    END LOOP;
END $$;

INSERT INTO agents (id, email, email_key, prenom, nom, password_hash, created_at, disabled_at)
    SELECT (lpad(to_hex(2), 8, '0') || '000070008000' || lpad(to_hex(id), 12, '0'))::uuid, email, lower(email), prenom, nom, NULL, '2023-01-01', NULL
    FROM bench.people WHERE role IN ('CONSEILLER', 'MANAGER');
INSERT INTO grants (agent_id, programme, role)
    SELECT (lpad(to_hex(2), 8, '0') || '000070008000' || lpad(to_hex(a.id), 12, '0'))::uuid, p.code, lower(a.role)
    FROM bench.people a, bench.programmes p WHERE a.role IN ('CONSEILLER', 'MANAGER')
    UNION SELECT (lpad(to_hex(2), 8, '0') || '000070008000' || lpad(to_hex(1), 12, '0'))::uuid, code, 'manager' FROM bench.programmes;
-- An account belongs to one programme: who has dossiers in two has two.
INSERT INTO beneficiaires
    (id, programme, email, email_key, prenom, nom, password_hash, confirmed_at, created_at, disabled_at)
    SELECT BENEFICIAIRE, p.code, d.email, lower(d.email), d.prenom, d.nom, '!',
           d.created_at, d.created_at, NULL
    FROM (SELECT DISTINCT ON (programme_id, applicant_id) * FROM bench.common
          ORDER BY programme_id, applicant_id) d JOIN bench.programmes p ON p.id = d.programme_id;
INSERTS
INSERT INTO numeros (programme, annee, last)
    SELECT code, extract(year FROM now()), 9000000 FROM bench.programmes;
DO $$ DECLARE index record; BEGIN
    FOR index IN SELECT indexdef FROM bench.indexes LOOP EXECUTE index.indexdef; END LOOP;
END $$;
-- What the triggers would have counted row by row, as the migration counts what is there already.
TRUNCATE compteurs;
INSERT INTO compteurs SELECT programme, etat, '', '', count(*) FROM dossiers GROUP BY programme, etat;
INSERT INTO compteurs SELECT programme, etat, '', compteur_de(conseiller_id), count(*) FROM dossiers
    GROUP BY programme, etat, conseiller_id;
INSERT INTO compteurs SELECT d.programme, d.etat, a.aide, '', count(*)
    FROM dossier_aides a JOIN dossiers d ON d.id = a.dossier_id GROUP BY d.programme, d.etat, a.aide;
COMMIT;
VACUUM (ANALYZE);
