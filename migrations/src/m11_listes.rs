//! What makes the lists of the office fast at a million dossiers: an index for each order, the answers to
//! the champs declared `filtrable`, and counters, so that exact totals are read and not counted.

use crate::ddl::foreign_key;
use async_trait::async_trait;
use sea_orm_migration::schema::{big_integer, big_integer_null, date_null, integer, text, text_null, uuid};
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend, DbErr, DeriveMigrationName};
use sea_orm_migration::sea_query::{Index, Table, TableCreateStatement};
use sea_orm_migration::{MigrationTrait, SchemaManager};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

/// The orders over several programmes at once; what is rare has an index of its own few rows.
const INDEXES: [&str; 15] = [
    "dossiers_etat_submitted_at_id ON dossiers (etat, submitted_at, id)",
    "dossiers_submitted_at_id ON dossiers (submitted_at, id)",
    "dossiers_changed_at_id ON dossiers (changed_at, id)",
    "dossiers_decided_at_id ON dossiers (decided_at, id) WHERE decided_at IS NOT NULL",
    "dossiers_attend_depuis_id ON dossiers (attend_depuis, id) WHERE attend_depuis IS NOT NULL",
    "dossiers_attendus ON dossiers (submitted_at, id) WHERE attend_depuis IS NOT NULL",
    "dossiers_total_centimes_id ON dossiers (total_centimes, id)",
    "dossiers_recherche_id ON dossiers (recherche, id)",
    "dossiers_fin_de_numero ON dossiers (substr(numero, length(numero) - 5))",
    "dossiers_doublon ON dossiers (submitted_at, id) WHERE doublon = TRUE",
    "dossiers_complete ON dossiers (submitted_at, id) WHERE complete = TRUE",
    "dossiers_pieces_refusees ON dossiers (submitted_at, id) WHERE pieces_refusees > 0",
    "dossier_champs_texte ON dossier_champs (champ, texte, dossier_id) WHERE texte IS NOT NULL",
    "dossier_champs_nombre ON dossier_champs (champ, nombre, dossier_id) WHERE nombre IS NOT NULL",
    "dossier_champs_jour ON dossier_champs (champ, jour, dossier_id) WHERE jour IS NOT NULL",
];

#[async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(champs()).await?;
        manager.create_table(compteurs()).await?;
        let db = manager.get_connection();
        let postgres = manager.get_database_backend() == DatabaseBackend::Postgres;
        for wait in waits(postgres) {
            db.execute_unprepared(&wait).await?;
        }
        for index in INDEXES {
            db.execute_unprepared(&format!("CREATE INDEX {index}")).await?;
        }
        db.execute_unprepared("CREATE INDEX compteurs_lus ON compteurs (aide, conseiller, programme, etat)").await?;
        db.execute_unprepared(&counted(postgres)).await?;
        db.execute_unprepared(if postgres { POSTGRES } else { SQLITE }).await.map(|_| ())
    }
}

fn champs() -> TableCreateStatement {
    Table::create()
        .table("dossier_champs")
        .col(uuid("dossier_id"))
        .col(text("programme"))
        .col(text("champ"))
        // A row of a liste, or a choice of several: each has its place.
        .col(integer("rang"))
        .col(text_null("texte"))
        // In millionths: exact on both databases.
        .col(big_integer_null("nombre"))
        .col(date_null("jour"))
        .primary_key(Index::create().col("dossier_id").col("champ").col("rang"))
        .foreign_key(&mut foreign_key(
            ("dossier_champs", ["programme", "dossier_id"]),
            ("dossiers", ["programme", "id"]),
        ))
        .take()
}

/// Rows to add up, none of them shared: two who decide at once never wait for each other. A row counts
/// dossiers as such (no aide, no conseiller), those with an aide, or those of a conseiller (`-` for none).
fn compteurs() -> TableCreateStatement {
    Table::create()
        .table("compteurs")
        .col(text("programme"))
        .col(text("etat"))
        .col(text("aide"))
        .col(text("conseiller"))
        .col(big_integer("n"))
        .take()
}

/// Since when the dossiers that are there already wait for staff, as the list has told it so far.
fn waits(postgres: bool) -> [String; 2] {
    let since = |column: &str, etats: &str| {
        let day = if postgres {
            format!("({column} AT TIME ZONE 'Europe/Paris')::date")
        } else {
            format!("substr({column}, 1, 10)")
        };
        format!("UPDATE dossiers SET attend_depuis = {day} WHERE attend_depuis IS NULL AND {etats}")
    };
    [
        since("submitted_at", "etat = 'en_attente'"),
        since("changed_at", "(etat = 'valide_conseiller' OR etat = 'valide_manager' AND NOT versement_manque)"),
    ]
}

/// The dossiers there are already.
fn counted(postgres: bool) -> String {
    let conseiller = if postgres { "replace(conseiller_id::text, '-', '')" } else { "lower(hex(conseiller_id))" };
    format!(
        "INSERT INTO compteurs SELECT programme, etat, '', '', count(*) FROM dossiers GROUP BY programme, etat;
         INSERT INTO compteurs
            SELECT programme, etat, '', CASE WHEN conseiller_id IS NULL THEN '-' ELSE {conseiller} END, count(*)
            FROM dossiers GROUP BY programme, etat, conseiller_id;
         INSERT INTO compteurs
            SELECT d.programme, d.etat, a.aide, '', count(*)
            FROM dossier_aides a JOIN dossiers d ON d.id = a.dossier_id GROUP BY d.programme, d.etat, a.aide;"
    )
}

// The aides of a dossier may be written while another changes its state: the row of the dossier is held,
// so that each sees what the other did.
const POSTGRES: &str = "
CREATE FUNCTION compteur_de(conseiller uuid) RETURNS text LANGUAGE sql IMMUTABLE AS
    $$ SELECT COALESCE(replace(conseiller::text, '-', ''), '-') $$;

CREATE FUNCTION compter_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO compteurs VALUES
            (NEW.programme, NEW.etat, '', '', 1),
            (NEW.programme, NEW.etat, '', compteur_de(NEW.conseiller_id), 1);
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO compteurs VALUES
            (OLD.programme, OLD.etat, '', '', -1),
            (OLD.programme, OLD.etat, '', compteur_de(OLD.conseiller_id), -1);
    ELSE
        INSERT INTO compteurs VALUES
            (OLD.programme, OLD.etat, '', compteur_de(OLD.conseiller_id), -1),
            (NEW.programme, NEW.etat, '', compteur_de(NEW.conseiller_id), 1);
        IF OLD.etat <> NEW.etat THEN
            INSERT INTO compteurs VALUES
                (OLD.programme, OLD.etat, '', '', -1),
                (NEW.programme, NEW.etat, '', '', 1);
            INSERT INTO compteurs
                SELECT a.programme, e.etat, a.aide, '', e.n
                FROM dossier_aides a, (VALUES (OLD.etat, -1), (NEW.etat, 1)) AS e (etat, n)
                WHERE a.dossier_id = NEW.id;
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION compter_aide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO compteurs
            SELECT programme, etat, OLD.aide, '', -1 FROM dossiers WHERE id = OLD.dossier_id FOR NO KEY UPDATE;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO compteurs
            SELECT programme, etat, NEW.aide, '', 1 FROM dossiers WHERE id = NEW.dossier_id FOR NO KEY UPDATE;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER compter_dossier AFTER INSERT OR DELETE ON dossiers
    FOR EACH ROW EXECUTE FUNCTION compter_dossier();
CREATE TRIGGER recompter_dossier AFTER UPDATE OF etat, conseiller_id ON dossiers
    FOR EACH ROW WHEN (OLD.etat <> NEW.etat OR OLD.conseiller_id IS DISTINCT FROM NEW.conseiller_id)
    EXECUTE FUNCTION compter_dossier();
CREATE TRIGGER compter_aide AFTER INSERT OR DELETE OR UPDATE OF dossier_id, aide ON dossier_aides
    FOR EACH ROW EXECUTE FUNCTION compter_aide();

-- Rows live for seconds: what they leave is cleaned by number, not by share of the table.
ALTER TABLE compteurs SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
";

const SQLITE: &str = "
CREATE TRIGGER compter_dossier_ouvert AFTER INSERT ON dossiers BEGIN
    INSERT INTO compteurs VALUES
        (NEW.programme, NEW.etat, '', '', 1),
        (NEW.programme, NEW.etat, '', CASE WHEN NEW.conseiller_id IS NULL THEN '-' ELSE lower(hex(NEW.conseiller_id)) END, 1);
END;
CREATE TRIGGER compter_dossier_efface AFTER DELETE ON dossiers BEGIN
    INSERT INTO compteurs VALUES
        (OLD.programme, OLD.etat, '', '', -1),
        (OLD.programme, OLD.etat, '', CASE WHEN OLD.conseiller_id IS NULL THEN '-' ELSE lower(hex(OLD.conseiller_id)) END, -1);
END;
CREATE TRIGGER recompter_dossier AFTER UPDATE OF etat, conseiller_id ON dossiers
WHEN OLD.etat <> NEW.etat OR OLD.conseiller_id IS NOT NEW.conseiller_id BEGIN
    INSERT INTO compteurs VALUES
        (OLD.programme, OLD.etat, '', CASE WHEN OLD.conseiller_id IS NULL THEN '-' ELSE lower(hex(OLD.conseiller_id)) END, -1),
        (NEW.programme, NEW.etat, '', CASE WHEN NEW.conseiller_id IS NULL THEN '-' ELSE lower(hex(NEW.conseiller_id)) END, 1);
    INSERT INTO compteurs
        SELECT OLD.programme, OLD.etat, '', '', -1 WHERE OLD.etat <> NEW.etat
        UNION ALL SELECT NEW.programme, NEW.etat, '', '', 1 WHERE OLD.etat <> NEW.etat
        UNION ALL SELECT programme, OLD.etat, aide, '', -1 FROM dossier_aides
            WHERE dossier_id = NEW.id AND OLD.etat <> NEW.etat
        UNION ALL SELECT programme, NEW.etat, aide, '', 1 FROM dossier_aides
            WHERE dossier_id = NEW.id AND OLD.etat <> NEW.etat;
END;
CREATE TRIGGER compter_aide_donnee AFTER INSERT ON dossier_aides BEGIN
    INSERT INTO compteurs SELECT programme, etat, NEW.aide, '', 1 FROM dossiers WHERE id = NEW.dossier_id;
END;
CREATE TRIGGER compter_aide_retiree AFTER DELETE ON dossier_aides BEGIN
    INSERT INTO compteurs SELECT programme, etat, OLD.aide, '', -1 FROM dossiers WHERE id = OLD.dossier_id;
END;
CREATE TRIGGER compter_aide_changee AFTER UPDATE OF dossier_id, aide ON dossier_aides BEGIN
    INSERT INTO compteurs SELECT programme, etat, OLD.aide, '', -1 FROM dossiers WHERE id = OLD.dossier_id;
    INSERT INTO compteurs SELECT programme, etat, NEW.aide, '', 1 FROM dossiers WHERE id = NEW.dossier_id;
END;
";
