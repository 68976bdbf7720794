#!/usr/bin/env bash
# Makes the certificates of the tests anew, with openssl, in the folder of this script. The keys are
# for tests alone and worth nothing: they are public. Keys of the two authorities are thrown away.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/openssl.cnf" <<'CNF'
[ca]
default_ca = default
[default]
default_md = sha256
policy = any
database = $ENV::WORK/index.txt
rand_serial = yes
new_certs_dir = $ENV::WORK
unique_subject = no
default_startdate = 20200101000000Z
default_enddate = 21000101000000Z
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
CNF
export WORK=$work OPENSSL_CONF=$work/openssl.cnf
: >"$work/index.txt"

key() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"
}

# authority NAME: a certificate that signs others
authority() {
  key "$work/$1.key"
  openssl req -new -key "$work/$1.key" -subj "/CN=Batchway test $1" -out "$work/$1.csr"
  printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n' >"$work/$1.ext"
  openssl ca -batch -notext -selfsign -keyfile "$work/$1.key" -extfile "$work/$1.ext" \
    -in "$work/$1.csr" -out "$1.pem"
}

# issue NAME AUTHORITY EXTENSIONS: a certificate and its key
issue() {
  key "test-only-$1-key.pem"
  openssl req -new -key "test-only-$1-key.pem" -subj "/CN=$1" -out "$work/$1.csr"
  printf 'basicConstraints=CA:FALSE\n%b\n' "$3" >"$work/$1.ext"
  openssl ca -batch -notext -cert "$2.pem" -keyfile "$work/$2.key" -extfile "$work/$1.ext" \
    -in "$work/$1.csr" -out "$1.pem" ${4:-}
}

authority ca
authority other-ca
issue server ca 'extendedKeyUsage=serverAuth\nsubjectAltName=DNS:localhost,IP:127.0.0.1'
# Only by a name that nothing resolves: for tests of another servername.
issue internal ca 'extendedKeyUsage=serverAuth\nsubjectAltName=DNS:api.internal.example'
issue client ca 'extendedKeyUsage=clientAuth'
issue stranger other-ca 'extendedKeyUsage=clientAuth'
issue expired ca 'extendedKeyUsage=serverAuth\nsubjectAltName=DNS:localhost,IP:127.0.0.1' \
  '-enddate 20210101000000Z'
openssl pkcs8 -topk8 -v2 aes-256-cbc -in test-only-server-key.pem -passout pass:test-only \
  -out test-only-encrypted-server-key.pem
