// The extensions of a hello and what is known of their insides (RFC 8446 section 4.2).

extension FieldSink where Self: ~Copyable {
    /// A vector of `count` bytes; says where that is more than there can be.
    @inlinable
    @_lifetime(copy reader)
    mutating func takeTLSVector(_ count: Int, from reader: inout FieldReader) -> FieldReader {
        if count > reader.remaining, !reader.isCut {
            warning("tls.malformed.vector_length", "the length reaches past the end", at: reader.restPlace)
        }
        return reader.part(count)
    }

    @inlinable
    @_lifetime(copy reader)
    mutating func takeTLSVector(
        _ name: String, _ label: String, _ size: Int, from reader: inout FieldReader
    ) -> FieldReader {
        let count = takeLength(name, label, size, from: &reader)
        return takeTLSVector(count, from: &reader)
    }

    @inlinable
    mutating func takeTLSExtensions(of message: TLSHandshakeType, from reader: inout FieldReader) {
        var list = takeTLSVector("tls.handshake.extensions_length", "Extensions Length", 2, from: &reader)
        while list.remaining > 0 {
            openItem("tls.handshake.extension", "Extension", at: list.place(4 + list.lengthAhead(2)))
            let type = take("tls.handshake.extension.type", "Type", TLSExtensionType.self, from: &list)
            var data = takeTLSVector("tls.handshake.extension.len", "Length", 2, from: &list)
            if let type, data.remaining > 0 { takeTLSExtension(type, of: message, from: &data) }
            close()
        }
    }

    /// The data of an extension. A server answers with one choice where a client offers a list.
    @inlinable
    mutating func takeTLSExtension(
        _ type: TLSExtensionType, of message: TLSHandshakeType, from data: inout FieldReader
    ) {
        let isOffer = message == .clientHello
        switch type {
        case .serverName: takeTLSServerNames(from: &data)
        case .applicationProtocols, .applicationSettings, .oldApplicationSettings:
            takeTLSProtocols(type, from: &data)
        case .supportedGroups: takeTLSGroups(from: &data)
        case .pointFormats: takeTLSPointFormats(from: &data)
        case .signatureAlgorithms, .certificateSignatureAlgorithms: takeTLSSignatures(from: &data)
        case .supportedVersions: takeTLSVersions(isOffer, from: &data)
        case .keyShare: takeTLSKeyShares(message, from: &data)
        case .preSharedKey: takeTLSPreSharedKeys(isOffer, from: &data)
        default: takeSmallTLSExtension(type, isOffer, from: &data)
        }
        if data.remaining > 0 {
            warning("tls.malformed.trailing_data", "more follows than there should", at: data.restPlace)
        }
    }

    @inlinable
    mutating func takeSmallTLSExtension(_ type: TLSExtensionType, _ isOffer: Bool, from data: inout FieldReader) {
        switch type {
        case .maximumFragmentLength:
            take(
                "tls.handshake.max_fragment_length", "Maximum Fragment Length", TLSMaximumFragmentLength.self,
                from: &data)
        case .heartbeat: take("tls.handshake.extension.heartbeat.mode", "Mode", TLSHeartbeatMode.self, from: &data)
        case .recordSizeLimit:
            take("tls.record_size_limit", "Record Size Limit", UInt16.self, .units("bytes"), from: &data)
        case .statusRequest where isOffer: takeTLSStatusRequest(from: &data)
        case .clientCertificateType, .serverCertificateType: takeTLSCertificateTypes(isOffer, from: &data)
        case .compressCertificate:
            var list = takeTLSVector(
                "tls.compress_certificate.algorithms_length", "Algorithms Length", 1, from: &data)
            takeEach(
                "tls.compress_certificate.algorithm", "Algorithm", TLSCertificateCompression.self, from: &list)
        case .keyExchangeModes:
            var list = takeTLSVector(
                "tls.extension.psk_ke_modes_length", "PSK Key Exchange Modes Length", 1, from: &data)
            takeEach("tls.extension.psk_ke_mode", "PSK Key Exchange Mode", TLSKeyExchangeMode.self, from: &list)
        case .cookie:
            let count = takeLength("tls.handshake.extensions.cookie_len", "Cookie length", 2, from: &data)
            takeBytes("tls.handshake.extensions.cookie", "Cookie", count, from: &data)
        case .renegotiation:
            let count = takeLength(
                "tls.handshake.extensions_reneg_info_len", "Renegotiation info extension length", 1, from: &data)
            takeBytes("tls.handshake.extensions_reneg_info", "Renegotiation info", count, from: &data)
        case .padding:
            takeBytes("tls.handshake.extensions_padding_data", "Padding Data", data.remaining, from: &data)
        default: takeBytes("tls.handshake.extension.data", "Data", data.remaining, from: &data)
        }
    }
}

extension FieldSink where Self: ~Copyable {
    @inlinable
    mutating func takeTLSServerNames(from data: inout FieldReader) {
        var list = takeTLSVector(
            "tls.handshake.extensions_server_name_list_len", "Server Name list length", 2, from: &data)
        while list.remaining > 0 {
            openItem("tls.handshake.extensions_server_name", "Server Name", at: list.place(3 + list.lengthAhead(1)))
            take("tls.handshake.extensions_server_name_type", "Server Name Type", TLSServerNameType.self, from: &list)
            var name = takeTLSVector(
                "tls.handshake.extensions_server_name_len", "Server Name length", 2, from: &list)
            takeText("tls.handshake.extensions_server_name", "Server Name", name.remaining, from: &name)
            close()
        }
    }

    /// Application-Layer Protocol Negotiation (RFC 7301 section 3.1), and the settings that go with it.
    @inlinable
    mutating func takeTLSProtocols(_ type: TLSExtensionType, from data: inout FieldReader) {
        let isALPN = type == .applicationProtocols
        let (length, list) =
            isALPN
            ? ("tls.handshake.extensions_alpn_len", "tls.handshake.extensions_alpn_list")
            : ("tls.handshake.extensions_alps_len", "tls.handshake.extensions_alps_alpn_list")
        let (nameLength, name) =
            isALPN
            ? ("tls.handshake.extensions_alpn_str_len", "tls.handshake.extensions_alpn_str")
            : ("tls.handshake.extensions_alps_alpn_str_len", "tls.handshake.extensions_alps_alpn_str")
        let count = takeLength(length, isALPN ? "ALPN Extension Length" : "ALPS Extension Length", 2, from: &data)
        open(list, isALPN ? "ALPN Protocol" : "Supported ALPN List", at: data.place(count))
        var names = takeTLSVector(count, from: &data)
        while names.remaining > 0 {
            openItem(name, "Protocol", at: names.place(1 + names.lengthAhead(0, size: 1)))
            var text = takeTLSVector(nameLength, "Length", 1, from: &names)
            takeText(name, "Protocol", text.remaining, from: &text)
            close()
        }
        close()
    }

    @inlinable
    mutating func takeTLSGroups(from data: inout FieldReader) {
        let count = takeLength(
            "tls.handshake.extensions_supported_groups_length", "Supported Groups List Length", 2, from: &data)
        open("tls.handshake.extensions_supported_groups", "Supported Groups", at: data.place(count))
        takeTLSList(
            "tls.handshake.extensions_supported_group", "Supported Group", TLSGroup.self, .hex(4), count, from: &data)
    }

    @inlinable
    mutating func takeTLSPointFormats(from data: inout FieldReader) {
        let count = takeLength(
            "tls.handshake.extensions_ec_point_formats_length", "EC point formats Length", 1, from: &data)
        open("tls.handshake.extensions_ec_point_formats", "Elliptic curves point formats", at: data.place(count))
        takeTLSList(
            "tls.handshake.extensions_ec_point_format", "EC point format", TLSPointFormat.self, .decimal, count,
            from: &data)
    }

    @inlinable
    mutating func takeTLSSignatures(from data: inout FieldReader) {
        let count = takeLength("tls.handshake.sig_hash_alg_len", "Signature Hash Algorithms Length", 2, from: &data)
        open("tls.handshake.sig_hash_algs", "Signature Hash Algorithms", at: data.place(count))
        takeTLSList(
            "tls.handshake.sig_hash_alg", "Signature Algorithm", TLSSignatureScheme.self, .hex(4), count, from: &data)
    }

    /// Takes a list of `byteCount` bytes, and closes the group that is open for it.
    @inlinable
    mutating func takeTLSList<Number: AssignedNumber>(
        _ name: String, _ label: String, _ kind: Number.Type, _ style: NumberStyle, _ byteCount: Int,
        from data: inout FieldReader
    ) {
        var list = takeTLSVector(byteCount, from: &data)
        takeEach(name, label, kind, style, from: &list)
        close()
    }

    @inlinable
    mutating func takeTLSVersions(_ isOffer: Bool, from data: inout FieldReader) {
        let name = "tls.handshake.extensions.supported_version"
        guard isOffer else {
            take(name, "Supported Version", TLSVersion.self, .hex(4), from: &data)
            return
        }
        var versions = takeTLSVector(
            "tls.handshake.extensions.supported_versions_len", "Supported Versions length", 1, from: &data)
        takeEach(name, "Supported Version", TLSVersion.self, .hex(4), from: &versions)
    }

    @inlinable
    mutating func takeTLSCertificateTypes(_ isOffer: Bool, from data: inout FieldReader) {
        guard isOffer else {
            take("tls.handshake.cert_type.type", "Certificate Type", TLSCertificateType.self, .hex(2), from: &data)
            return
        }
        var types = takeTLSVector("tls.handshake.cert_type.types_len", "Certificate Type List Length", 1, from: &data)
        takeEach("tls.handshake.cert_type.type", "Certificate Type", TLSCertificateType.self, .hex(2), from: &types)
    }

    @inlinable
    mutating func takeTLSStatusRequest(from data: inout FieldReader) {
        take(
            "tls.handshake.extensions_status_request_type", "Certificate Status Type", TLSCertificateStatusType.self,
            from: &data)
        _ = takeTLSVector(
            "tls.handshake.extensions_status_request_responder_ids_len", "Responder ID list Length", 2, from: &data)
        _ = takeTLSVector(
            "tls.handshake.extensions_status_request_exts_len", "Request Extensions Length", 2, from: &data)
    }
}

// MARK: Keys

extension FieldSink where Self: ~Copyable {
    /// RFC 8446 section 4.2.8.
    @inlinable
    mutating func takeTLSKeyShares(_ message: TLSHandshakeType, from data: inout FieldReader) {
        switch message {
        case .clientHello:
            var shares = takeTLSVector(
                "tls.handshake.extensions_key_share_client_length", "Client Key Share Length", 2, from: &data)
            while shares.remaining > 0 { takeTLSKeyShare(from: &shares) }
        case .helloRetryRequest:
            take(
                "tls.handshake.extensions_key_share_selected_group", "Selected Group", TLSGroup.self, from: &data)
        default: takeTLSKeyShare(from: &data)
        }
    }

    @inlinable
    mutating func takeTLSKeyShare(from shares: inout FieldReader) {
        openItem(
            "tls.handshake.extensions_key_share", "Key Share Entry", at: shares.place(4 + shares.lengthAhead(2)))
        take("tls.handshake.extensions_key_share_group", "Group", TLSGroup.self, from: &shares)
        var key = takeTLSVector(
            "tls.handshake.extensions_key_share_key_exchange_length", "Key Exchange Length", 2, from: &shares)
        takeBytes(
            "tls.handshake.extensions_key_share_key_exchange", "Key Exchange", key.remaining, from: &key)
        close()
    }

    /// RFC 8446 section 4.2.11.
    @inlinable
    mutating func takeTLSPreSharedKeys(_ isOffer: Bool, from data: inout FieldReader) {
        guard isOffer else {
            take(
                "tls.handshake.extensions.psk.identity.selected", "Selected Identity", UInt16.self, from: &data)
            return
        }
        var identities = takeTLSVector(
            "tls.handshake.extensions.psk.identities.length", "Identities Length", 2, from: &data)
        while identities.remaining > 0 { takeTLSIdentity(from: &identities) }
        let count = takeLength("tls.handshake.extensions.psk.binders_len", "PSK Binders length", 2, from: &data)
        takeBytes("tls.handshake.extensions.psk.binders", "PSK Binders", count, from: &data)
    }

    @inlinable
    mutating func takeTLSIdentity(from identities: inout FieldReader) {
        openItem(
            "tls.handshake.extensions.psk.identity", "PSK Identity",
            at: identities.place(6 + identities.lengthAhead(0)))
        var identity = takeTLSVector(
            "tls.handshake.extensions.psk.identity.identity_length", "Identity Length", 2, from: &identities)
        takeBytes(
            "tls.handshake.extensions.psk.identity.identity", "Identity", identity.remaining, from: &identity)
        take(
            "tls.handshake.extensions.psk.identity.obfuscated_ticket_age", "Obfuscated Ticket Age", UInt32.self,
            from: &identities)
        close()
    }
}
