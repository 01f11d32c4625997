#!/bin/bash
# Makes Tests/Fixtures/tls anew, with openssl: an authority, a server dns.example at 192.0.2.53 and 127.0.0.1 that it has
# signed, with certificates that are valid, not valid any more and not valid yet, and another authority. They guard
# nothing. server.pem has the key of all three; its digest, a pin, is printed.
set -euo pipefail
target=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/tls
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
touch index; echo 01 >serial
cat >conf <<END
[ca]
default_ca = own
[own]
database = index
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
END
sign() { openssl ca -batch -config conf -in request -notext -startdate "$1" -enddate "$2" "${@:3}" 2>/dev/null; }
for name in authority stranger; do
    openssl ecparam -name prime256v1 -genkey -noout -out $name.key
    openssl req -new -key $name.key -subj "/CN=$name.example" -addext basicConstraints=critical,CA:true -out request
    sign 20000101000000Z 21000101000000Z -selfsign -keyfile $name.key -out $name.pem
done
openssl ecparam -name prime256v1 -genkey -noout -out server.key
openssl req -new -key server.key -subj /CN=dns.example \
    -addext subjectAltName=DNS:dns.example,IP:192.0.2.53,IP:127.0.0.1 -out request
by=(-cert authority.pem -keyfile authority.key)
sign 20000101000000Z 21000101000000Z "${by[@]}" -out server.pem
sign 20000101000000Z 20100101000000Z "${by[@]}" -out expired.pem
sign 20990101000000Z 21000101000000Z "${by[@]}" -out early.pem
cat server.key >>server.pem
mkdir -p "$target"
cp authority.pem stranger.pem server.pem expired.pem early.pem "$target"
openssl pkey -in server.key -pubout -outform DER | openssl dgst -sha256 -binary | base64
