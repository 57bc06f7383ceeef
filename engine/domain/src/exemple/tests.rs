//! Cases on the model programme.
