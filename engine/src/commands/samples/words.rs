//! The words that samples draw from: people, streets and employers that do not exist.

pub(super) const WOMEN: [&str; 24] = [
    "Adèle",
    "Bérénice",
    "Camille",
    "Diane",
    "Élise",
    "Fanny",
    "Garance",
    "Héloïse",
    "Inès",
    "Jeanne",
    "Léonie",
    "Maëlle",
    "Nora",
    "Ondine",
    "Pauline",
    "Quitterie",
    "Rose",
    "Salomé",
    "Tessa",
    "Ursule",
    "Violette",
    "Yasmine",
    "Zélie",
    "Aminata",
];

pub(super) const MEN: [&str; 24] = [
    "Achille", "Basile", "Côme", "Désiré", "Eliott", "Félix", "Gaspard", "Honoré", "Idriss", "Jules", "Karim",
    "Léandre", "Malo", "Noé", "Octave", "Paul", "Quentin", "Rémi", "Samson", "Théo", "Ulysse", "Victor", "Yann",
    "Zacharie",
];

pub(super) const NAMES: [&str; 40] = [
    "Aubépin",
    "Bellerive",
    "Chantelune",
    "Doucemont",
    "Étoilette",
    "Feuillebois",
    "Grandlarge",
    "Hautecime",
    "Iledor",
    "Jolivent",
    "Lavandou-Rey",
    "Mirabeau-Plume",
    "Nuagette",
    "Orageval",
    "Passerose",
    "Quatrevents",
    "Ruisselet",
    "Sablefin",
    "Tournesol",
    "Valdombre",
    "Brindille",
    "Clairefontaine",
    "Dufaux-Décor",
    "Écharpette",
    "Fauxmoulin",
    "Guindrille",
    "Herbefolle",
    "Coulissier",
    "Larampe",
    "Mainlevée",
    "Noirmont-Fictif",
    "Poursuivant",
    "Rideaurouge",
    "Soufflet",
    "Trébuchet",
    "Vertpré",
    "Cintrelet",
    "Pupitrel",
    "Fosse-Dorée",
    "Projectou",
];

pub(super) const CHILDREN: [&str; 12] =
    ["Lou", "Noé", "Alma", "Sacha", "Iris", "Marius", "Zoé", "Anouk", "Gabin", "Suzanne", "Lino", "Billie"];

pub(super) const STREETS: [&str; 14] = [
    "rue des Lucioles-Imaginaires",
    "rue du Rideau-Bleu",
    "allée des Trois-Coups",
    "impasse de la Servante",
    "rue du Souffleur",
    "avenue des Papillons-de-Papier",
    "rue de l'Entracte",
    "chemin des Marionnettes",
    "boulevard du Clap",
    "rue des Projecteurs",
    "place du Petit-Théâtre",
    "rue de la Clé-de-Sol",
    "quai des Accordéons",
    "rue du Premier-Rôle",
];

/// Postcode and town: the towns exist, the streets above do not.
pub(super) const TOWNS: [(&str, &str); 14] = [
    ("75020", "Paris"),
    ("93100", "Montreuil"),
    ("92170", "Vanves"),
    ("69001", "Lyon"),
    ("13003", "Marseille"),
    ("44000", "Nantes"),
    ("59000", "Lille"),
    ("33800", "Bordeaux"),
    ("31000", "Toulouse"),
    ("67000", "Strasbourg"),
    ("35000", "Rennes"),
    ("34000", "Montpellier"),
    ("63000", "Clermont-Ferrand"),
    ("21000", "Dijon"),
];

pub(super) const EMPLOYERS: [&str; 14] = [
    "Théâtre des Brumes",
    "Compagnie Sans Nom",
    "Festival du Lac Imaginaire",
    "Les Films de la Lanterne",
    "Studio Exemple",
    "Ensemble Demi-Soupir",
    "Cirque de l'Ourse",
    "Films du Nulle Part",
    "Opéra de Papier",
    "Les Productions du Pont",
    "Orchestre des Deux Rives",
    "La Fabrique à Ombres",
    "Radio Mirage",
    "Collectif Plein Feu",
];

pub(super) const SCHOOLS: [&str; 6] = [
    "Université de Valmont",
    "École des arts de Clairval",
    "Lycée Ariane-Exemple (BTS)",
    "Institut de Hautepierre",
    "École d'ingénieurs du Littoral",
    "Conservatoire de Bellerive",
];

pub(super) const STUDIES: [&str; 7] = [
    "Licence d'histoire",
    "BTS Métiers de l'audiovisuel",
    "Licence de droit",
    "Master de cinéma",
    "BUT Informatique",
    "Classe préparatoire littéraire",
    "Diplôme national d'art",
];

pub(super) const COUNTRIES: [&str; 6] = ["Belgique", "Suisse", "Italie", "Espagne", "Canada", "Allemagne"];

pub(super) const HOPES: [&str; 4] = [
    "J'aimerais savoir à quel âge je pourrai partir, et si mes années d'intermittence comptent bien toutes.",
    "Il me manque des bulletins de salaire des années 1990 et je ne sais pas comment les retrouver.",
    "Je voudrais comparer un départ à 62 ans et un départ à 64 ans, avec ma complémentaire.",
    "J'ai travaillé quatre ans à l'étranger : est-ce que ces années comptent ?",
];

/// What a sample writes where nothing better is known of the question.
pub(super) const ELSE: &str = "Voir la pièce jointe";
