//! What becomes of a dossier, step by step. Who does a step is in `life`, when in `calendar`.

use guichet_domain::dossier::Etat;

/// One thing that somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// The bénéficiaire answers the first half of the form.
    Begin,
    /// The bénéficiaire answers the whole form.
    Fill,
    /// The bénéficiaire deposits the first pièces.
    FirstPapers,
    /// The bénéficiaire deposits the pièces that are still missing.
    Papers,
    /// The bénéficiaire asks for the validation.
    Submit,
    /// A conseiller takes the dossier.
    Assign,
    /// A conseiller writes.
    Write,
    /// The bénéficiaire writes.
    Reply,
    /// A conseiller asks for a better pièce.
    Ask,
    /// The bénéficiaire deposits that pièce again.
    Again,
    /// A conseiller validates what the rules propose.
    Validate,
    /// A conseiller validates less, and says why.
    ValidateLess,
    /// A conseiller refuses.
    Refuse,
    /// A manager validates.
    Confirm,
    /// A manager sends the dossier back to the conseiller.
    SendBack,
    /// A manager refuses.
    Overrule,
    /// The bénéficiaire gives the bank details.
    Bank,
    /// A conseiller asks for the bank details again.
    AskBank,
    /// A conseiller records the payment.
    Pay,
    /// A conseiller records that the bank sent the money back.
    Bounce,
    /// The bénéficiaire gives up.
    GiveUp,
}

/// A life, and where it ends.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fate {
    /// The steps after the opening.
    pub(super) steps: &'static [Step],
    /// Whether the rules open an aide.
    pub(super) eligible: bool,
    /// Where the dossier stands at the end.
    pub(super) end: Etat,
}

const fn fate(steps: &'static [Step], eligible: bool, end: Etat) -> Fate {
    Fate { steps, eligible, end }
}

use Step::{
    Again, Ask, AskBank, Assign, Bank, Begin, Bounce, Confirm, Fill, FirstPapers, GiveUp, Overrule, Papers, Pay,
    Refuse, Reply, SendBack, Submit, Validate, ValidateLess, Write,
};

/// The lives, given one after another. Their number is prime, so that whatever the number of
/// programmes each of them sees every life; the first eight end in the eight states.
pub(super) const FATES: [Fate; 23] = [
    fate(&[Fill, Papers, Submit], true, Etat::EnAttente),
    fate(&[Fill, Papers, Submit, Assign, Ask], true, Etat::Incomplet),
    fate(&[Fill, Papers, Submit, Assign, Validate, Confirm, Bank, Pay], true, Etat::MisEnPaiement),
    fate(&[Begin], true, Etat::Brouillon),
    fate(&[Fill, Papers, Submit, Assign, Refuse], false, Etat::Refuse),
    fate(&[Fill, Papers, Submit, Assign, Validate], true, Etat::ValideConseiller),
    fate(&[Fill, Papers, Submit, Validate, Confirm], true, Etat::ValideManager),
    fate(&[Begin, Fill, GiveUp], false, Etat::Abandonne),
    fate(&[Fill, FirstPapers, Papers, Submit, Assign], true, Etat::EnAttente),
    fate(&[Fill, Papers, Submit, Assign, Ask, Again, Submit], true, Etat::EnAttente),
    fate(&[Fill, Papers, Submit, Assign, Validate, Confirm, Bank], true, Etat::ValideManager),
    fate(&[Fill, Papers, Submit], false, Etat::EnAttente),
    fate(&[Begin, Fill, Papers, Submit, Assign, ValidateLess, Confirm, Bank, Pay], true, Etat::MisEnPaiement),
    fate(&[Fill, FirstPapers], true, Etat::Brouillon),
    fate(&[Fill, Papers, Submit, Assign, Write, Reply], true, Etat::EnAttente),
    fate(&[Fill, Papers, Submit, Validate, Overrule], true, Etat::Refuse),
    fate(&[Fill, Papers, Submit, Assign, Validate, Confirm, Bank, Pay, Bounce], true, Etat::ValideManager),
    fate(&[Begin, Fill, Papers, Submit, Reply], true, Etat::EnAttente),
    fate(&[Fill, Papers, Submit, Assign, ValidateLess], true, Etat::ValideConseiller),
    fate(&[Fill, Papers, Submit, Assign, Validate, SendBack], true, Etat::EnAttente),
    fate(&[Fill, Papers, Submit, Validate, Confirm, AskBank], true, Etat::ValideManager),
    fate(&[Fill, FirstPapers, Papers, Submit, Assign, Ask], false, Etat::Incomplet),
    fate(&[Fill, Papers, Submit, Assign, Write, Validate, Confirm, Bank, Pay], true, Etat::MisEnPaiement),
];

/// A dossier that waits for a conseiller.
pub(super) const WAITING: Fate = FATES[0];

/// A dossier to be paid: lots are made of them.
pub(super) const READY: Fate = FATES[10];

/// The dossier of the account that is shown first: something is asked, and explained.
pub(super) const SHOWN: Fate = fate(&[Begin, Fill, Papers, Submit, Assign, Write, Reply, Ask], true, Etat::Incomplet);

/// The dossier of the account that is left to be filled: the test's answers are in it, no more.
pub(super) const TO_FILL: Fate = fate(&[], true, Etat::Brouillon);

impl Fate {
    /// Whether there must be money in it: nobody gives bank details for advice.
    pub(super) fn needs_money(&self) -> bool {
        self.steps.iter().any(|step| matches!(step, Bank | AskBank | Bounce | ValidateLess))
    }
}

impl Step {
    /// Whether staff does it, in office hours.
    pub(super) fn by_staff(self) -> bool {
        !matches!(self, Begin | Fill | FirstPapers | Papers | Submit | Reply | Again | Bank | GiveUp)
    }
}

#[cfg(test)]
mod tests {
    use super::{FATES, READY, Step};
    use guichet_domain::dossier::Etat;
    use std::collections::BTreeSet;

    #[test]
    fn the_first_eight_lives_end_in_the_eight_states() {
        let ends: BTreeSet<Etat> = FATES[..8].iter().map(|fate| fate.end).collect();
        assert_eq!(ends.len(), Etat::ALL.len());
    }

    #[test]
    fn what_is_ready_to_be_paid_has_its_account() {
        assert_eq!((READY.end, READY.steps.last()), (Etat::ValideManager, Some(&Step::Bank)));
    }

    #[test]
    fn their_number_is_prime() {
        assert!((2..FATES.len()).all(|divisor| !FATES.len().is_multiple_of(divisor)));
    }

    #[test]
    fn nothing_is_decided_before_it_is_submitted_nor_paid_before_the_bank_details() {
        for fate in FATES {
            let place = |step: Step| fate.steps.iter().position(|other| *other == step);
            let staff = fate.steps.iter().position(|step| step.by_staff());
            assert!(staff.is_none() || place(Step::Submit) < staff, "{fate:?}");
            assert!(
                place(Step::Pay).is_none() || place(Step::Bank).is_some_and(|bank| Some(bank) < place(Step::Pay)),
                "{fate:?}"
            );
        }
    }
}
