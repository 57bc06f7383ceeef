//! `declare!`: a block of keys as a struct. Each field is a key; its comment, in French, is what an
//! editor shows; `required` or `optional` says whether the key may be left out.

/// Declares a block of keys. Every field is an `Option`: a faulty or missing key is `None`, and said.
macro_rules! declare {
    ($($(#[doc = $about:literal])+ $visibility:vis struct $name:ident {
        $($(#[doc = $help:literal])+ $need:ident $field:ident $(= $written:literal)? : $shape:ty),+ $(,)?
    })+) => { $(
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        $visibility struct $name {
            /// Where the block is said to be, for what concerns it as a whole.
            place: std::ops::Range<usize>,
            $($(#[doc = $help])+ pub(crate) $field: Option<$shape>),+
        }

        impl $crate::programme::read::shape::Block for $name {
            fn place(&self) -> &std::ops::Range<usize> {
                &self.place
            }
        }

        impl $crate::programme::read::shape::Shape for $name {
            fn read(
                node: &$crate::programme::read::yaml::Node,
                file: &mut $crate::programme::read::file::File<'_>,
            ) -> Option<Self> {
                use $crate::programme::read::shape;
                let entries = shape::entries(node, file)?;
                shape::check_keys(node, entries, &[$((shape::declare!(@key $field $($written)?), shape::declare!(@$need))),+], file);
                Some(Self {
                    place: node.range.clone(),
                    $($field: shape::value_of(entries, shape::declare!(@key $field $($written)?), file)),+
                })
            }

            fn schema(defs: &mut $crate::programme::read::shape::Defs) -> serde_json::Value {
                use $crate::programme::read::shape;
                let reference = serde_json::json!({ "$ref": concat!("#/$defs/", stringify!($name)) });
                if defs.contains_key(stringify!($name)) {
                    return reference;
                }
                // Reserved before its keys are described: a block may hold itself.
                defs.insert(stringify!($name).to_owned(), serde_json::Value::Null);
                let mut keys = serde_json::Map::new();
                let mut required: Vec<&str> = Vec::new();
                $({
                    let name = shape::declare!(@key $field $($written)?);
                    let shape = <$shape as shape::Shape>::schema(defs);
                    let help = concat!($($help),+).trim();
                    keys.insert(name.to_owned(), serde_json::json!({ "allOf": [shape], "description": help }));
                    if shape::declare!(@$need) {
                        required.push(name);
                    }
                })+
                let about = concat!($($about),+).trim();
                defs.insert(stringify!($name).to_owned(), serde_json::json!({
                    "type": "object", "description": about, "properties": keys,
                    "required": required, "additionalProperties": false,
                }));
                reference
            }
        }
    )+ };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $written:literal) => { $written };
    (@required) => { true };
    (@optional) => { false };
}

pub(crate) use declare;
