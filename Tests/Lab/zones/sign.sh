#!/bin/bash
# Signs the zones of the lab anew, with new keys, and writes them to `signed`; needs ldnsutils. Keys are not kept.
#
# Records are written in the form of RFC 3597, so that zones.py has no types to know.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# zone NAME, its text on standard input; the SOA and the time to live are the same for all.
zone() { { printf '$ORIGIN %s\n$TTL 300\n@ SOA ns1.%s host.%s 1 7200 3600 1209600 300\n' "$1" "${1#.}" "${1#.}"; cat; } >"${1}zone"; }

zone . <<'END'
@ NS a.root.lab.
@ NS b.root.lab.
a.root.lab. A 127.53.0.1
a.root.lab. AAAA fd53::1
b.root.lab. A 127.53.0.2
com. NS ns1.com.
com. NS ns2.com.
ns1.com. A 127.53.0.11
ns1.com. AAAA fd53::11
ns2.com. A 127.53.0.12
cn. NS ns1.cn.
ns1.cn. A 127.53.0.11
END
zone com. <<'END'
@ NS ns1
@ NS ns2
ns1 A 127.53.0.11
ns1 AAAA fd53::11
ns2 A 127.53.0.12
163 NS ns1.163
163 NS ns2.163
ns1.163 A 127.53.0.21
ns2.163 A 127.53.0.22
163jiasu NS ns1.163jiasu
ns1.163jiasu A 127.53.0.31
plain NS ns1.163
bogus NS ns1.163
expired NS ns1.163
lame NS ns1.163
half NS ns1.163
half NS ns2.163
cyc1 NS ns.cyc2
cyc2 NS ns.cyc1
END
zone cn. <<'END'
@ NS ns1
ns1 A 127.53.0.11
bsgslb NS ns1.bsgslb
ns1.bsgslb A 127.53.0.31
END
zone 163.com. <<'END'
@ NS ns1
@ NS ns2
ns1 A 127.53.0.21
ns2 A 127.53.0.22
www CNAME www.163.com.163jiasu.com.
@ A 192.0.2.163
*.w A 192.0.2.77
old DNAME new
x.new A 192.0.2.79
below.empty TXT "an empty name is above"
END
zone 163jiasu.com. <<'END'
@ NS ns1
ns1 A 127.53.0.31
www.163.com CNAME www.163.com.bsgslb.cn.
END
zone bsgslb.cn. <<'END'
@ NS ns1
ns1 A 127.53.0.31
www.163.com CNAME z163picipv6.v
z163picipv6.v A 203.0.113.1
z163picipv6.v A 203.0.113.2
z163picipv6.v AAAA 2001:db8::1
END
for name in plain bogus expired half; do
    zone $name.com. <<'END'
@ NS ns1.163.com.
@ A 192.0.2.1
www A 192.0.2.2
END
done

# sign ALGORITHM ZONE [FROM UNTIL]: a zone and, in the one above, the digest of its key.
sign() {
    local key
    key=$(ldns-keygen -a "$1" -b 2048 -k -r /dev/urandom "$2")
    ldns-key2ds -n -2 "$key.key" >"$2ds"
    ldns-signzone -i "${3:-20260101000000}" -e "${4:-20850101000000}" -f "$2signed" "$2zone" "$key"
}
sign RSASHA256 bsgslb.cn.
sign ED25519 163jiasu.com.
sign ECDSAP256SHA256 163.com.
sign ECDSAP256SHA256 bogus.com.
sign ECDSAP256SHA256 expired.com. 20200101000000 20210101000000
cat 163.com.ds 163jiasu.com.ds bogus.com.ds expired.com.ds >>com.zone
cat bsgslb.cn.ds >>cn.zone
sign ECDSAP384SHA384 com.
sign RSASHA512 cn.
cat com.ds cn.ds >>.zone
sign RSASHA256 .
cp plain.com.zone plain.com.signed
cp half.com.zone half.com.signed
# One address is another than the one that was signed.
sed -i 's/192\.0\.2\.1$/192.0.2.66/' bogus.com.signed

for name in . com. cn. 163.com. 163jiasu.com. bsgslb.cn. plain.com. bogus.com. expired.com. half.com.; do
    echo "zone $name"
    ldns-read-zone -U LOC "${name}signed" 2>/dev/null
done >"$here/signed"
cp .ds "$here/root.ds"
printf '. 300 NS a.root.lab.\na.root.lab. 300 A 127.53.0.1\na.root.lab. 300 AAAA fd53::1\n. 300 NS b.root.lab.\nb.root.lab. 300 A 127.53.0.2\n' >"$here/root.hints"
