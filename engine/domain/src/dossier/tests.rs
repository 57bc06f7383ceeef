//! The workflow, state by state, act by act, actor by actor: what the table says and nothing else.

use super::{Acte, Acteur, Etat, TABLE, Tour, acts, tour, transition};
use std::collections::BTreeSet;

/// The design's table, written a second time by hand: state, act, actor → state.
const EXPECTED: &[(Etat, Acte, Acteur, Etat)] = {
    use Acte as A;
    use Acteur::{Beneficiaire, Conseiller, Manager};
    use Etat as E;
    &[
        (E::Brouillon, A::Soumettre, Beneficiaire, E::EnAttente),
        (E::Incomplet, A::Soumettre, Beneficiaire, E::EnAttente),
        (E::EnAttente, A::Valider, Conseiller, E::ValideConseiller),
        (E::EnAttente, A::Refuser, Conseiller, E::Refuse),
        (E::EnAttente, A::DemanderComplement, Conseiller, E::Incomplet),
        (E::ValideConseiller, A::Valider, Manager, E::ValideManager),
        (E::Refuse, A::Valider, Manager, E::ValideManager),
        (E::ValideConseiller, A::Refuser, Manager, E::Refuse),
        (E::ValideConseiller, A::DemanderComplement, Manager, E::Incomplet),
        (E::Refuse, A::DemanderComplement, Manager, E::Incomplet),
        (E::ValideConseiller, A::Renvoyer, Manager, E::EnAttente),
        (E::Refuse, A::Renvoyer, Manager, E::EnAttente),
        (E::ValideManager, A::MettreEnPaiement, Conseiller, E::MisEnPaiement),
        (E::MisEnPaiement, A::ConstaterRejet, Conseiller, E::ValideManager),
        (E::Brouillon, A::Abandonner, Beneficiaire, E::Abandonne),
        (E::Incomplet, A::Abandonner, Beneficiaire, E::Abandonne),
        (E::EnAttente, A::Abandonner, Beneficiaire, E::Abandonne),
        (E::Refuse, A::Rouvrir, Manager, E::EnAttente),
        (E::Abandonne, A::Rouvrir, Manager, E::EnAttente),
    ]
};

#[test]
fn every_state_act_and_actor_leads_where_the_design_says_or_nowhere() {
    let mut checked = 0;
    for etat in Etat::ALL {
        for acte in Acte::ALL {
            for acteur in Acteur::ALL {
                let expected =
                    EXPECTED.iter().find(|line| (line.0, line.1, line.2) == (etat, acte, acteur)).map(|line| line.3);
                assert_eq!(transition(etat, acte, acteur), expected, "{etat:?} {acte:?} {acteur:?}");
                assert_eq!(acts(etat, acteur).contains(&acte), expected.is_some());
                checked += 1;
            }
        }
    }
    assert_eq!(checked, 8 * 9 * 3);
}

#[test]
fn a_state_and_an_act_stand_once_per_actor() {
    let pairs: Vec<_> =
        TABLE.iter().flat_map(|line| line.from.iter().map(|from| (*from, line.acte, line.acteur))).collect();
    let distinct: BTreeSet<_> = pairs.iter().collect();
    assert_eq!(pairs.len(), distinct.len());
}

#[test]
fn codes_go_there_and_back() {
    for etat in Etat::ALL {
        assert_eq!(Etat::from_code(etat.code()), Some(etat));
        assert_eq!(serde_json::to_value(etat).unwrap(), etat.code());
    }
    for acte in Acte::ALL {
        assert_eq!(serde_json::to_value(acte).unwrap(), acte.code());
    }
    assert_eq!(Etat::from_code("paye"), None);
}

#[test]
fn it_is_somebodys_turn_until_the_end() {
    assert_eq!(tour(Etat::Brouillon, true), Tour::Beneficiaire);
    assert_eq!(tour(Etat::EnAttente, true), Tour::Conseiller);
    assert_eq!(tour(Etat::ValideConseiller, true), Tour::Manager);
    assert_eq!(tour(Etat::ValideManager, true), Tour::Beneficiaire, "the bank details are missing");
    assert_eq!(tour(Etat::ValideManager, false), Tour::Conseiller, "it can be paid");
    for etat in [Etat::Refuse, Etat::MisEnPaiement, Etat::Abandonne] {
        assert_eq!(tour(etat, true), Tour::Personne);
    }
}

mod decisions {
    use crate::dossier::{Accord, Acteur, Change, Context, Decision, Etat, Fact, Notice, Problem, Standing, decide};
    use crate::ids::AgentId;
    use crate::programme::{Aide, DossiersEnCours, Motif, Version};
    use crate::verdict::{AideVerdict, State, Verdict};
    use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
    use uuid::Uuid;

    const CONSEILLER: AgentId = AgentId(Uuid::from_u128(1));
    const MANAGER: AgentId = AgentId(Uuid::from_u128(2));

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2020, 11, 25).unwrap()
    }

    fn now() -> DateTime<Utc> {
        day().and_hms_opt(9, 0, 0).unwrap().and_utc()
    }

    fn version() -> Version {
        let aide = Aide {
            id: "garde".into(),
            libelle: "Garde".into(),
            si: None,
            exige: vec![],
            montant: None,
            une_fois_par: vec![],
            source: None,
            a_confirmer: true,
        };
        let motif = Motif { id: "ressources".into(), libelle: "Ressources".into(), texte: String::new() };
        Version {
            programme: "essai".into(),
            du: day(),
            resume: String::new(),
            dossiers_en_cours: DossiersEnCours::Conserver,
            champs: vec![],
            calculs: vec![],
            baremes: vec![],
            conditions: vec![],
            aides: vec![aide],
            pieces: vec![],
            motifs: vec![motif],
            textes: vec![],
            test: vec![],
            formulaire: vec![],
            texte: String::new(),
            hash: String::new(),
        }
    }

    fn verdict(etat: State) -> Verdict {
        let aide = AideVerdict {
            id: "garde".into(),
            libelle: "Garde".into(),
            etat,
            montant_centimes: Some(120_000),
            manque: vec![],
        };
        Verdict {
            version: day(),
            hash: String::new(),
            demande: day(),
            conditions: vec![],
            aides: vec![aide],
            calculs: vec![],
            questions: vec![],
        }
    }

    fn standing(etat: Etat) -> Standing {
        Standing { etat, instruit_par: Some(CONSEILLER), clos_le: Some(now()) }
    }

    fn tried(
        from: Standing,
        agent: AgentId,
        acteur: Acteur,
        verdict: &Verdict,
        decision: &Decision,
    ) -> Result<Change, Vec<Problem>> {
        let version = version();
        let context =
            Context { agent, acteur, version: &version, verdict, versement_manque: false, now: now(), today: day() };
        decide(&from, decision, &context)
    }

    fn given(centimes: i64, raison: Option<&str>) -> Vec<Accord> {
        vec![Accord { aide: "garde".into(), centimes, propose: Some(120_000), raison: raison.map(str::to_owned) }]
    }

    fn fields(result: Result<Change, Vec<Problem>>) -> Vec<String> {
        result.expect_err("should be refused").into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn a_conseiller_validates_what_the_rules_propose_without_a_word() {
        let decision = Decision::Valider { montants: given(120_000, None), raison: String::new() };
        let change =
            tried(standing(Etat::EnAttente), CONSEILLER, Acteur::Conseiller, &verdict(State::Remplie), &decision)
                .unwrap();
        assert_eq!(change.to, Etat::ValideConseiller);
        assert!(change.notices.is_empty(), "the bénéficiaire hears of it from the manager's validation");
    }

    #[test]
    fn another_sum_or_a_condition_not_met_needs_a_reason() {
        let other = Decision::Valider { montants: given(100_000, None), raison: String::new() };
        assert_eq!(
            fields(tried(standing(Etat::EnAttente), CONSEILLER, Acteur::Conseiller, &verdict(State::Remplie), &other)),
            ["raison.garde"]
        );
        let not_met = Decision::Valider { montants: given(120_000, None), raison: " ".into() };
        for etat in [State::NonRemplie, State::Inconnue, State::SansObjet] {
            assert_eq!(
                fields(tried(standing(Etat::EnAttente), CONSEILLER, Acteur::Conseiller, &verdict(etat), &not_met)),
                ["raison"]
            );
        }
        let told = Decision::Valider {
            montants: given(100_000, Some("Facture partielle")),
            raison: "Vu avec le manager".into(),
        };
        assert!(
            tried(standing(Etat::EnAttente), CONSEILLER, Acteur::Conseiller, &verdict(State::NonRemplie), &told)
                .is_ok()
        );
    }

    #[test]
    fn four_eyes_hold_for_who_examined_it_and_nobody_else() {
        let decision = Decision::Valider { montants: given(120_000, None), raison: String::new() };
        for etat in [Etat::ValideConseiller, Etat::Refuse] {
            assert_eq!(
                fields(tried(standing(etat), CONSEILLER, Acteur::Manager, &verdict(State::Remplie), &decision)),
                [""]
            );
            let change = tried(standing(etat), MANAGER, Acteur::Manager, &verdict(State::Remplie), &decision).unwrap();
            assert_eq!((change.to, change.notices), (Etat::ValideManager, vec![Notice::Accord]));
        }
    }

    #[test]
    fn a_refusal_needs_a_motif_of_the_list_and_a_message() {
        let nothing = Decision::Refuser { motif: "tete".into(), message: String::new() };
        assert_eq!(
            fields(tried(
                standing(Etat::EnAttente),
                CONSEILLER,
                Acteur::Conseiller,
                &verdict(State::Remplie),
                &nothing
            )),
            ["motif", "message"]
        );
        let whole = Decision::Refuser { motif: "ressources".into(), message: "Vos ressources…".into() };
        let change =
            tried(standing(Etat::EnAttente), CONSEILLER, Acteur::Conseiller, &verdict(State::Remplie), &whole).unwrap();
        assert_eq!(change.notices, [Notice::Refus]);
        assert!(matches!(change.fact, Fact::Refus { .. }));
    }

    #[test]
    fn payment_waits_for_the_bank_details_and_never_lies_ahead() {
        let decision = |le| Decision::MettreEnPaiement { le, reference: "VIR-1".into() };
        let version = version();
        let verdict = verdict(State::Remplie);
        let context = |versement_manque| Context {
            agent: CONSEILLER,
            acteur: Acteur::Conseiller,
            version: &version,
            verdict: &verdict,
            versement_manque,
            now: now(),
            today: day(),
        };
        let pay = |le, manque| decide(&standing(Etat::ValideManager), &decision(le), &context(manque));
        assert_eq!(pay(day(), false).unwrap().to, Etat::MisEnPaiement);
        assert_eq!(fields(pay(day(), true)), [""]);
        assert_eq!(fields(pay(day() + TimeDelta::days(1), false)), ["le"]);
    }

    #[test]
    fn a_closed_dossier_is_reopened_within_four_months_to_the_second() {
        let decision = Decision::Rouvrir { raison: "Nouveau justificatif".into() };
        let verdict = verdict(State::Remplie);
        let closed = |at| Standing { etat: Etat::Refuse, instruit_par: None, clos_le: Some(at) };
        let july = NaiveDate::from_ymd_opt(2020, 7, 25).unwrap().and_hms_opt(9, 0, 0).unwrap().and_utc();
        assert!(tried(closed(july), MANAGER, Acteur::Manager, &verdict, &decision).is_ok());
        assert!(tried(closed(july - TimeDelta::seconds(1)), MANAGER, Acteur::Manager, &verdict, &decision).is_err());
    }
}

mod complement {
    use crate::dossier::{Auteur, Fact, Told, not_replaced};
    use crate::ids::{AgentId, BeneficiaireId, PieceId};
    use chrono::{DateTime, Utc};
    use uuid::Uuid;

    const PERSON: Auteur = Auteur::Beneficiaire(BeneficiaireId(Uuid::nil()));
    const AGENT: Auteur = Auteur::Agent(AgentId(Uuid::nil()));

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).expect("a moment")
    }

    fn asked() -> Fact {
        Fact::Complement { message: "…".into(), pieces: vec!["avis".into(), "rib".into()], champs: vec![] }
    }

    fn wrote() -> Fact {
        Fact::Message { message: "Je ne l'ai pas.".into() }
    }

    #[test]
    fn a_piece_asked_again_is_held_until_it_is_replaced_or_explained() {
        let (asked, wrote, avis) = (asked(), wrote(), PieceId::from("avis"));
        let complement = Told { at: at(10), auteur: AGENT, fact: &asked };
        let by = |auteur, second| Told { at: at(second), auteur, fact: &wrote };
        let held = |history: &[Told<'_>], deposits: &[i64]| {
            let deposits: Vec<_> = deposits.iter().map(|second| (&avis, at(*second))).collect();
            not_replaced(history, &deposits).contains("avis")
        };
        assert!(held(&[complement], &[5]), "as it was");
        assert!(!held(&[complement], &[5, 10]), "replaced");
        assert!(!held(&[complement], &[]), "without a file it is missing, not to be replaced");
        assert!(!held(&[complement, by(PERSON, 11)], &[5]), "explained");
        assert!(held(&[by(PERSON, 9), complement], &[5]), "what was written before explains nothing");
        assert!(held(&[complement, by(AGENT, 11)], &[5]), "nor does what a conseiller writes");
        assert!(!held(&[], &[5]), "nothing was asked");
    }
}
