PREFIX   ?= /usr/local
DESTDIR  ?=
BINARY   := .build/release/swiftnet

# Debian packages: what building, linting and the lab need, and the tools that tests only compare with.
PACKAGES := git make pkg-config libpcap-dev zlib1g-dev libzstd-dev libidn2-0 libcap2-bin mandoc jq \
            iproute2 nftables ethtool procps util-linux python3 gzip zstd
PEERS    := iputils-ping fping tcpdump tshark unbound
PEERS    += aggregate grepcidr prips

SWIFT    := $(wildcard Sources Tests Fuzz Benchmarks Package.swift)
SCRIPTS  := .ci/run $(wildcard Demo/*.sh docs/*.sh Tests/*.sh Tests/*/*.sh Tests/*/*/*.sh Fuzz/*.sh Benchmarks/*.sh)
MANUALS  := $(wildcard man/*.1)

bin      := $(DESTDIR)$(PREFIX)/bin
share    := $(DESTDIR)$(PREFIX)/share
bash     := $(share)/bash-completion/completions/swiftnet
zsh      := $(share)/zsh/site-functions/_swiftnet
fish     := $(share)/fish/vendor_completions.d/swiftnet.fish

# One shell a recipe; an error anywhere ends it.
.ONESHELL:
SHELL         := /bin/bash
.SHELLFLAGS   := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help deps build demo test lint bench fuzz install uninstall clean
export PATH   := $(PATH):/usr/sbin:/sbin

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

deps: ## install the Debian packages that are missing
	@command -v swift >/dev/null || { echo "Swift 6.3 is not on PATH: https://www.swift.org/install" >&2; exit 2; }
	command -v dpkg-query >/dev/null || { echo "not Debian: see that these are here: $(PACKAGES) $(PEERS)"; exit 0; }
	missing=
	for package in $(PACKAGES) $(PEERS); do
	    [[ $$(dpkg-query -Wf '$${db:Status-Status}' $$package 2>/dev/null) == installed ]] || missing+=" $$package"
	done
	[[ $$missing ]] || exit 0
	if [[ $$(id -u) == 0 ]]; then as_root=
	elif sudo -n true 2>/dev/null; then as_root=sudo
	else echo "packages are missing; as root: apt-get install$$missing" >&2; exit 2; fi
	echo "installing$$missing"
	# Servers are here for tests to start: their packages are not to do it.
	if [[ ! -e /usr/sbin/policy-rc.d ]]; then
	    printf '#!/bin/sh\nexit 101\n' | $$as_root install -m755 /dev/stdin /usr/sbin/policy-rc.d
	    trap '$$as_root rm -f /usr/sbin/policy-rc.d' EXIT
	fi
	$$as_root apt-get update -qq
	$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qqy --no-install-recommends $$missing

build: ## build the release binary, .build/release/swiftnet
	swift build -c release --static-swift-stdlib --disable-local-rpath --product swiftnet

demo: deps build ## show what swiftnet does, in a private network
	@Demo/demo.sh

test: deps build ## run all tests and say which were skipped
	@swift build --build-tests
	status=0
	swift test --skip-build --disable-xctest 2>&1 | tee .build/test.log || status=$$?
	grep -E '^[^◇✔✘]* skipped(:|\.|$$)' .build/test.log || echo "no test was skipped"
	[[ $$status == 0 ]] || exit $$status
	Tests/release.sh $(BINARY)

lint: deps ## check the format of the sources, the manuals and the scripts
	@swift format lint --strict -r $(SWIFT)
	for manual in $(MANUALS); do mandoc -Tlint -Wwarning $$manual; done
	for script in $(SCRIPTS); do bash -n $$script; done

bench: PEERS += arp-scan iputils-arping netsniff-ng bind9-dnsutils knot-dnsutils nsd valgrind
bench: PEERS += traceroute iputils-tracepath mtr-tiny scamper
bench: deps build ## measure against the tools that people know
	@if [[ -x Benchmarks/run.sh ]]; then Benchmarks/run.sh; else echo "no Benchmarks/run.sh here"; fi

fuzz: deps ## feed the parsers broken input
	@if [[ -x Fuzz/run.sh ]]; then Fuzz/run.sh; else echo "no Fuzz/run.sh here"; fi

install: | $(BINARY) ## install below PREFIX, with completions and manuals
	@install -Dm755 $(BINARY) $(bin)/swiftnet
	install -d $(share)/man/man1 $(dir $(bash) $(zsh) $(fish))
	install -m644 $(MANUALS) $(share)/man/man1
	$(BINARY) --generate-completion-script bash >$(bash)
	$(BINARY) --generate-completion-script zsh >$(zsh)
	$(BINARY) --generate-completion-script fish >$(fish)
	echo "installed $(bin)/swiftnet"
	[[ ! "$(DESTDIR)" ]] || exit 0
	setcap cap_net_raw+ep $(bin)/swiftnet || echo "no capability could be set: raw sockets need root" >&2

uninstall: ## remove what install put there
	@rm -f $(bin)/swiftnet $(bash) $(zsh) $(fish) $(MANUALS:man/%=$(share)/man/man1/%)

clean: ## remove what was built
	@rm -rf .build Fuzz/.build Benchmarks/.build

$(BINARY):
	@$(MAKE) build
