# The two commands of the README, `make demo` and `make test`, and the quick loop between two edits, `make quick`.
# Each line says what it does; the first that fails stops the whole.

.NOTPARALLEL:
.PHONY: demo test quick install tidy rust browser
say = @printf '\n\033[1m== %s\033[0m\n'

demo:
	$(say) "Guichet : construction, puis démonstration"
	cargo build --locked --package guichet
	target/debug/guichet demo

# Everything, on SQLite and on PostgreSQL, with an S3 server, an SMTP catcher and a browser.
test: install tidy rust browser
	$(say) "Tout passe"

# Between two edits: SQLite, no server, nothing to install.
quick:
	cargo test --locked --workspace

install:
	$(say) "Installation de ce qui manque"
	tests/install.sh

tidy:
	$(say) "Mise en forme"
	cargo fmt --all --check
	$(say) "Relecture automatique"
	cargo clippy --locked --workspace --all-targets -- --deny warnings

# The stories that need a server are marked « ignored » for `cargo test`; here they all run, and a
# server that is missing is a failure. That there are some is checked first: none would prove nothing.
rust:
	$(say) "Construction de l'essai"
	cargo build --locked --package guichet
	cargo test --locked --package guichet-tests --no-run
	cargo test --locked --package guichet-tests -- --list --ignored 2>/dev/null | grep --quiet ': test$$'
	$(say) "Règles, programmes, parcours, murs : SQLite, PostgreSQL, S3, SMTP"
	tests/servers/with cargo test --locked --workspace -- --include-ignored

browser:
	$(say) "Parcours dans un vrai navigateur"
	cargo build --locked --package guichet
	cd tests/browser && node --test --test-concurrency=1 --test-reporter=spec
