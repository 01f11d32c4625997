// A table.

/// What is told of HTTP's header fields.
let httpFieldNotes = """
    A-IM Request: differences to an earlier answer are understood (delta encoding).
    Accept Request: which media types the client takes, each with a weight.
    Accept-Additions Request: milk and sugar for the coffee pot of an April fool's RFC.
    Accept-CH Response: which client hints, such as the width of the screen, the server would like.
    Accept-Charset Request: which character sets the client takes. No longer sent: everybody uses UTF-8.
    Accept-Datetime Request: as it was at this time, please (web archives).
    Accept-Encoding Request: which compressions the client takes: gzip, br, zstd.
    Accept-Features Request: which features the client has, to choose between forms.
    Accept-Language Request: which languages the reader wants, each with a weight.
    Accept-Patch Response: which kinds of patches PATCH takes.
    Accept-Post Response: which media types POST takes.
    Accept-Ranges Response: parts can be asked for with Range.
    Accept-Signature Asks for a signature over parts of the message.
    Access-Control-Allow-Credentials Response: another site's page may send cookies and see the answer (CORS).
    Access-Control-Allow-Headers Response: which header fields another site's page may send (CORS).
    Access-Control-Allow-Methods Response: which methods another site's page may use (CORS).
    Access-Control-Allow-Origin Response: which other site's pages may see the answer (CORS).
    Access-Control-Expose-Headers Response: which header fields another site's page may see (CORS).
    Access-Control-Max-Age Response: for how many seconds these permissions may be remembered (CORS).
    Access-Control-Request-Headers Request, before the real one: which header fields it will have (CORS).
    Access-Control-Request-Method Request, before the real one: which method it will have (CORS).
    Age Response: for how many seconds a cache has had it.
    Allow Response: which methods this resource takes.
    ALPN Request: which protocols will be spoken within the tunnel that CONNECT opens.
    Alt-Svc Response: the same is to be had by another protocol, host or port; browsers learn of HTTP/3 so.
    Alt-Used Request: which alternative service the client uses.
    Alternates Response: the forms there are.
    Apply-To-Redirect-Ref WebDAV request: do it to the redirecting resource itself.
    Authentication-Control Response: how the client is to show its user the login.
    Authentication-Info Response: more of the authentication after it has worked.
    Authorization Request: proof of who the client is: a password, token or signature.
    Available-Dictionary Request: the digest of a dictionary that the client can unpack with.
    Cache-Control Who may keep the message, for how long, and when to ask again: max-age, no-store, private.
    Cache-Group-Invalidation Response: drop all that is kept in these groups.
    Cache-Groups Response: groups that a kept answer belongs to.
    Cache-Status Response: whether each cache on the way had it.
    Cal-Managed-ID CalDAV response: identifies an attachment that the server keeps.
    CalDAV-Timezones CalDAV request: whether definitions of time zones are wanted.
    Capsule-Protocol The body is capsules, as in UDP proxying (MASQUE).
    CDN-Cache-Control Response: Cache-Control for content delivery networks alone.
    CDN-Loop Request: which content delivery networks it has passed, so that loops are found.
    Cert-Not-After ACME: when a short-lived certificate ends.
    Cert-Not-Before ACME: when a short-lived certificate begins.
    Clear-Site-Data Response: forget cookies, storage or cache of this site.
    Client-Cert From a proxy to the server behind it: the client's certificate.
    Client-Cert-Chain From a proxy to the server behind it: the certificates above the client's.
    Close Reserved: "close" in Connection must not be the name of a field.
    Concealed-Auth-Export From a proxy to the server behind it: what it needs to check a concealed authentication.
    Connection Which fields are for the next hop alone; "close" ends the connection after this answer, "keep-alive"
      keeps it. Not in HTTP/2 and later.
    Content-Digest A digest of the body as it is sent.
    Content-Disposition Response: show it, or save it under this name.
    Content-Encoding How the content is compressed.
    Content-Language In which language the content is.
    Content-Length How many bytes the body has.
      ! Where it and Transfer-Encoding are both there, or two differ, somebody may be smuggling a request past a proxy.
    Content-Location Where this very form of the content is to be had.
    Content-MD5 An MD5 digest of the body; obsolete.
    Content-Range Which part of the whole this is.
    Content-Security-Policy Response: from where the page may load scripts, styles, pictures and more.
    Content-Security-Policy-Report-Only The same as a trial: what would be refused is only reported.
    Content-Type The media type of the content, and its character set: text/html; charset=utf-8.
    Cookie Request: what the server set with Set-Cookie.
    Cookie2 Request: a version of cookies that nobody used; obsolete.
    Cross-Origin-Embedder-Policy Response: the page embeds only what allows it.
    Cross-Origin-Embedder-Policy-Report-Only The same as a trial.
    Cross-Origin-Opener-Policy Response: the page shares no window group with other sites' pages.
    Cross-Origin-Opener-Policy-Report-Only The same as a trial.
    Cross-Origin-Resource-Policy Response: which sites may embed this.
    DASL WebDAV response: which search languages the server knows.
    Date When the message was made.
    DAV WebDAV: which parts of it the server, or the client, knows.
    Delta-Base Response: what the difference is a difference to.
    Deprecation Response: since when this resource should no longer be used.
    Depth WebDAV request: the resource alone, with what is in it, or all the way down.
    Destination WebDAV request: to where COPY or MOVE goes.
    Dictionary-ID Request: which dictionary it is, by the server's own name for it.
    Digest A digest of the content; Content-Digest and Repr-Digest replace it.
    DPoP Request: proof that the client has the key to which its token is bound (OAuth).
    DPoP-Nonce Response: a number to put into that proof.
    Early-Data Request, set by a proxy: it came in the first flight of TLS, and could be a replay.
    ETag Response: a name for this version of the content, for If-None-Match and If-Match.
    Expect Request: 100-continue waits for the server's word before the body is sent.
    Expect-CT Response: certificates have to be in public logs. No longer needed.
    Expires Response: until when it may be used from a cache; Cache-Control goes before it.
    Forwarded From a proxy: for which client, by whom, to which host and protocol.
    From Request: the mail address of whoever is behind it; robots set it.
    Hobareg Response: state of a registration with HOBA, a login by keys.
    Host Request: the name of the site, since one address serves many. :authority in HTTP/2 and later.
    HTTP2-Settings Request: settings for an upgrade to HTTP/2; obsolete.
    If WebDAV request: only if these locks and versions hold.
    If-Match Request: only if the version is still this one; keeps one from overwriting the changes of others.
    If-Modified-Since Request: only if it has changed since; else 304.
    If-None-Match Request: only if the version is another than I have; else 304.
    If-Range Request: the part if the version is the same, else all of it.
    If-Schedule-Tag-Match CalDAV request: only if the appointment's tag is still this one.
    If-Unmodified-Since Request: only if it has not changed since.
    IM Response: how the difference was made (delta encoding).
    Include-Referred-Token-Binding-ID Response: the client is to show its token binding to another server too.
    Keep-Alive How long, and for how many requests, a connection stays open.
    Label WebDAV versioning request: which version is meant, by its label.
    Last-Event-ID Request: the last server-sent event that came, after a connection broke.
    Last-Modified Response: when the content changed last.
    Link Response: related resources, each with its relation: next, preload, canonical.
    Link-Template Response: the same as a pattern with variables.
    Location Response: where to go (3xx), or where the new resource is (201).
    Lock-Token WebDAV: the name of a lock.
    Max-Forwards Request: how many proxies TRACE or OPTIONS may still pass.
    Memento-Datetime Response: from when this archived state is.
    Meter Counts hits in caches; hardly used.
    MIME-Version The message is MIME; means nothing in HTTP.
    Negotiate Request: how the choice between forms is to be made.
    NEL Response: to where browsers are to report network errors with this site.
    OData-EntityId Response: the identity of what was made.
    OData-Isolation Request: a result that does not change while it is read page by page.
    OData-MaxVersion Request: the latest version of OData the client knows.
    OData-Version Which version of OData it is.
    Optional-WWW-Authenticate Response: one may log in, but need not.
    Ordering-Type WebDAV request: how a new collection is ordered.
    Origin Request: which site's page caused it.
    Origin-Agent-Cluster Response: keep this site's pages in a process of their own.
    OSCORE The message is protected end to end as CoAP's are, across proxies.
    OSLC-Core-Version Which version of OSLC it is.
    Overwrite WebDAV request: whether COPY or MOVE may replace what is there.
    Permissions-Policy Response: which features, such as camera and position, the page and its frames may use.
    Ping-From Request: the page on which a link was followed that has to be told of.
    Ping-To Request: to where that link went.
    Position WebDAV request: the place of a member in an ordered collection.
    Pragma Request: no-cache, of HTTP/1.0; Cache-Control replaced it.
    Prefer Request: what the client would like, such as return=minimal or respond-async.
    Preference-Applied Response: which of these wishes were fulfilled.
    Priority How urgent a response is, and whether its parts are of use one by one (HTTP/2 and 3).
    Proxy-Authenticate Response: how to prove who you are to the proxy.
    Proxy-Authentication-Info Response: more of that authentication after it has worked.
    Proxy-Authorization Request: proof of who the client is, for the proxy.
    Proxy-Connection Request: meant for old proxies in place of Connection; has no meaning.
    Proxy-Status Response: what proxies on the way had to do with it, such as an error of their own.
    Public-Key-Pins Response: which keys the site will have. Given up: too many locked themselves out.
    Public-Key-Pins-Report-Only The same as a trial. Given up.
    Range Request: this part of the content only: resumed downloads, video.
    Redirect-Ref WebDAV: the target of a redirecting resource.
    Referer Request: the page from which one comes (spelt wrong from the start).
    Referrer-Policy Response: how much of that the browser may tell.
    Refresh Response: load this page, or another, after so many seconds.
    Replay-Nonce ACME response: a number for the next request, so that none can be replayed.
    Repr-Digest A digest of the whole content, whatever part of it is sent.
    Retry-After Response: when to try again (503, 429), or how long to wait before a redirect.
    Schedule-Reply CalDAV request: whether the organizer is to be told of a deletion.
    Schedule-Tag CalDAV response: changes when an appointment changes in earnest.
    Sec-Fetch-Dest Request: what it is for: document, image, script. Only the browser itself can set it.
    Sec-Fetch-Mode Request: how it is made: navigate, cors, no-cors. Only the browser itself can set it.
    Sec-Fetch-Site Request: from the same site or another one. Only the browser itself can set it.
    Sec-Fetch-User Request: a person caused it. Only the browser itself can set it.
    Sec-Purpose Request: it is for later only (prefetch).
    Sec-Token-Binding Request: proof that the client has the key to which its tokens are bound.
    Sec-WebSocket-Accept Response: made from the key, and shows that the server speaks WebSocket.
    Sec-WebSocket-Extensions Extensions of WebSocket, such as compression.
    Sec-WebSocket-Key Request: random bytes, for Sec-WebSocket-Accept.
    Sec-WebSocket-Protocol Which protocol is spoken within WebSocket.
    Sec-WebSocket-Version The version of WebSocket: 13.
    Server Response: which software answers.
    Server-Timing Response: how long the steps in the server took.
    Set-Cookie Response: keep this, and send it back with Cookie. Secure, HttpOnly and SameSite limit when.
    Set-Cookie2 Response: a version of cookies that nobody used; obsolete.
    Signature Signatures over parts of the message.
    Signature-Input Which parts of the message are signed, and how.
    SLUG Request: a wish for the address of the new resource (Atom).
    SoapAction Request: what a SOAP call is meant to do.
    Status-URI WebDAV response: how a request stands that is still under way; no longer used.
    Strict-Transport-Security Response: from now on use HTTPS only, for so many seconds.
    Sunset Response: when this resource will go away.
    TCN Response: how the choice between forms was made.
    TE Request: which transfer codings the client takes; "trailers" that it reads fields behind the body.
    Timeout WebDAV: for how long a lock is to last.
    Timing-Allow-Origin Response: which sites' pages may see how long loading took.
    Topic Web push: a newer message with the same topic replaces an older one.
    Traceparent Request: which trace, and which step of it, this call belongs to.
    Tracestate Request: more of that trace, for each vendor.
    Trailer Which fields will come behind the body.
    Transfer-Encoding How the body is framed: chunked, where its length is not known beforehand. Not in HTTP/2 and
      later.
      ! Where it and Content-Length are both there, somebody may be smuggling a request past a proxy.
    TTL Web push: for how many seconds to keep a message for a device that can't be reached.
    Upgrade Another protocol is wanted on this connection, such as WebSocket.
    Upgrade-Insecure-Requests Request: the browser would rather have HTTPS.
    Urgency Web push: how urgent a message is, so that a device can save power.
    Use-As-Dictionary Response: keep this as a dictionary to unpack later answers with.
    User-Agent Request: which program asks.
    Variant-Vary Response: on what this form in particular depends.
    Vary Response: on which request fields it depends, so that caches keep forms apart.
    Via Through which proxies, and versions of HTTP, the message came.
    Want-Content-Digest Asks for Content-Digest.
    Want-Digest Asks for Digest; obsolete.
    Want-Repr-Digest Asks for Repr-Digest.
    Warning What a cache thought to be doubtful; obsolete.
    WWW-Authenticate Response: how to prove who you are (401).
    X-Content-Type-Options Response: nosniff: believe Content-Type, do not guess.
    X-Forwarded-For From a proxy: the client's address. Anybody can write it, so believe it from your own proxy only.
    X-Forwarded-Host From a proxy: the host that the client asked for.
    X-Forwarded-Proto From a proxy: whether the client used HTTP or HTTPS.
    X-Frame-Options Response: who may show the page in a frame; Content-Security-Policy replaces it.
    X-Requested-With Request: often XMLHttpRequest; set by libraries, so that a server knows scripts from pages.
    """
