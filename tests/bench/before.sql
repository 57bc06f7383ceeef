-- What the copies are made from: the common dossiers and people, and the programmes.
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE UNLOGGED TABLE bench.people (id bigint, email text, nom text, prenom text, role text);
CREATE UNLOGGED TABLE bench.common (
    id bigint, programme_id int, applicant_id bigint, nom text, prenom text, email text, assigned_to_id bigint,
    created_at timestamptz, submitted_at timestamptz, updated_at timestamptz, dossier uuid, modele uuid,
    reponses text, recherche text);
CREATE UNLOGGED TABLE bench.programmes (id int, code text);
\copy bench.people FROM 'COMMON/users.csv' CSV HEADER
