// A table.

/// What is told of HTTP's methods. Safe: changes nothing. Idempotent: twice is like once, so it may be sent again.
let httpMethodNotes = """
    GET Give me this resource. Safe; the answer may be cached.
    POST Do with these data what this resource does with data: forms, comments, calls of programs. Not to be repeated
      unasked.
    HEAD As GET, but the header fields alone. Safe.
    PUT Put these data at this address, in place of what is there. Idempotent.
    DELETE Take this resource away. Idempotent.
    OPTIONS What can be done with this resource? Browsers ask so before requests to other sites (CORS). Safe.
    CONNECT To a proxy: open a tunnel to this host and port, as for HTTPS; with HTTP/2 and 3 also WebSocket and UDP.
    ACL WebDAV: sets who may do what with a resource. Idempotent.
    BASELINE-CONTROL WebDAV versioning: puts a collection under baseline control. Idempotent.
    BCOPY Microsoft: COPY of many resources.
    BDELETE Microsoft: DELETE of many resources.
    BIND WebDAV: gives a resource one more address. Idempotent.
    BMOVE Microsoft: MOVE of many resources.
    BPROPFIND Microsoft: PROPFIND for many resources.
    BPROPPATCH Microsoft: PROPPATCH for many resources.
    CCM_POST Microsoft: clients of Configuration Manager talk to their server.
    CHECKIN WebDAV versioning: makes a new version. Idempotent.
    CHECKOUT WebDAV versioning: makes a resource changeable. Idempotent.
    COPY WebDAV: copies a resource to the address in Destination. Idempotent.
    LABEL WebDAV versioning: names a version. Idempotent.
    LINK Connects resources; of the first HTTP/1.1, hardly used. Idempotent.
    LOCK WebDAV: keeps others from changing a resource for a while.
    M-POST POST with extensions that have to be understood; an experiment.
    M-SEARCH UPnP: which devices are there? Sent to all by UDP (SSDP).
    MERGE WebDAV versioning: takes over changes of other versions; Subversion commits so. Idempotent.
    MKACTIVITY WebDAV versioning: begins a set of changes. Idempotent.
    MKCALENDAR CalDAV: makes a calendar. Idempotent.
    MKCOL WebDAV: makes a collection, that is a folder. Idempotent.
    MKREDIRECTREF WebDAV: makes a resource that redirects to another. Idempotent.
    MKWORKSPACE WebDAV versioning: makes a workspace. Idempotent.
    MOVE WebDAV: moves a resource to the address in Destination. Idempotent.
    NOTIFY UPnP: a device tells that it is there, goes, or has changed.
    ORDERPATCH WebDAV: changes the order of a collection. Idempotent.
    PATCH Change this resource in the way that is described. Not idempotent by itself.
    POLL Microsoft: has an event come, since SUBSCRIBE?
    PRI The first bytes of HTTP/2, so that a server of HTTP/1 gives up at once. Never sent otherwise.
    PROPFIND WebDAV: asks for properties, as listing a folder does. Safe.
    PROPPATCH WebDAV: changes properties. Idempotent.
    QUERY As GET, but the question is in the body. Safe.
    REBIND WebDAV: moves an address of a resource to another place. Idempotent.
    REPORT WebDAV versioning, CalDAV: asks for a report. Safe.
    RPC_CONNECT Microsoft: remote procedure calls through a proxy.
    RPC_IN_DATA Microsoft: remote procedure calls over HTTP, towards the server.
    RPC_OUT_DATA Microsoft: remote procedure calls over HTTP, towards the client.
    SEARCH WebDAV: looks for resources. Safe.
    SSTP_DUPLEX_POST Microsoft: opens a VPN over HTTPS (SSTP).
    SUBSCRIBE UPnP: wants to be told of events.
    TRACE Send back what you got, so that I see what proxies made of it. Safe; mostly switched off.
    UNBIND WebDAV: takes an address of a resource away. Idempotent.
    UNCHECKOUT WebDAV versioning: gives up changes. Idempotent.
    UNLINK Disconnects resources; of the first HTTP/1.1, hardly used. Idempotent.
    UNLOCK WebDAV: ends a lock. Idempotent.
    UNSUBSCRIBE UPnP: no longer wants to be told of events.
    UPDATE WebDAV versioning: goes to another version. Idempotent.
    UPDATEREDIRECTREF WebDAV: changes a resource that redirects. Idempotent.
    VERSION-CONTROL WebDAV versioning: puts a resource under version control. Idempotent.
    * No method: Access-Control-Allow-Methods says with it that all are allowed, so that none may be called so.
    """

/// What is told of HTTP's status codes.
let httpStatusNotes = """
    0-99 No status: they begin with 100.
    100 The header is fine so far, send the body. Clients ask for it with Expect.
    101 From here on another protocol is spoken on this connection, such as WebSocket.
    102 The request is under way, and takes a while. WebDAV; hardly used any more.
    103 Hints before the answer: the client may fetch these resources already.
    104 An upload that breaks off can be resumed. A draft.
    105-199 Unassigned; a client takes it for progress, and waits for the real answer.
    200 It worked; what was asked for follows.
    201 It worked, and made a new resource; Location tells where.
    202 The request was taken, and will be worked on later.
    203 It worked, but a proxy has changed the answer.
    204 It worked, and there is nothing to show. The answer has no body.
    205 It worked; the client is to clear its form.
    206 Here is the part that was asked for with Range: resumed downloads, video.
    207 WebDAV: one status for each of several resources, in the body.
    208 WebDAV: this resource was listed already in this answer.
    209-225 Unassigned; a client takes it for 200.
    226 Only the difference to what the client has follows.
    227-299 Unassigned; a client takes it for 200.
    300 There are several forms of this; choose one.
    301 It has moved for good: use the address in Location, and remember it. Clients may turn POST into GET.
    302 It is elsewhere for now: see Location. Clients may turn POST into GET.
    303 See Location, with GET: what a form answers with, so that reloading does not send it again.
    304 What you have is still right: the answer to a conditional request, without body.
    305 Was to make clients use a proxy; deprecated for reasons of security.
    306 No longer used.
    307 It is elsewhere for now: see Location, with the same method.
    308 It has moved for good: see Location, with the same method.
    309-399 Unassigned; a client takes it for 300.
    400 The server could not understand the request.
      ! A broken client, HTTP sent to an HTTPS port, or a cookie or header that a proxy damaged.
    401 Who are you? WWW-Authenticate tells how to prove it.
      ! No password or token, a wrong one, or one that has expired.
    402 Set aside for payments; some services use it when an account is empty.
    403 The server understood, and refuses; proving who you are again won't help.
      ! Rights of files or users, an address that is not allowed, or no index in a folder.
    404 There is nothing at this address, or the server does not want to say so.
      ! A mistyped or dead link, or a server set up for another name or folder.
    405 This method is not allowed for this resource; Allow lists those that are.
      ! POST to a static file, or a wrong address of an API.
    406 None of the forms there are is one that the client accepts.
      ! Accept, Accept-Language or Accept-Encoding asks for too little.
    407 As 401, for the proxy: Proxy-Authenticate tells how.
    408 The client did not send its request in time.
      ! A connection that was opened in advance and not used, or a slow or broken network.
    409 The request does not fit the state of the resource.
      ! Somebody else has changed it meanwhile.
    410 It was here, is gone, and will not come back.
    411 The server wants Content-Length.
    412 A condition of the request, such as If-Match, does not hold.
      ! Somebody else has changed the resource meanwhile.
    413 The body is larger than the server takes.
      ! A limit on uploads, as client_max_body_size in nginx.
    414 The address is longer than the server takes.
      ! Form data in a GET, or redirects that make the address longer each time.
    415 The server does not take bodies of this kind.
      ! Content-Type is missing or wrong, as for JSON.
    416 The part asked for with Range is not there.
      ! The file has become shorter, or is complete already.
    417 Expect asks for something that the server does not do.
    418 Not used: an April fool's joke has it (RFC 2324), in which teapots refuse to brew coffee.
    419-420 Unassigned; a client takes it for 400.
    421 The request came by a connection to a server that is not in charge of this host.
      ! A client shares an HTTP/2 connection between names of one certificate.
    422 The body could be read, but makes no sense.
      ! A field of a form or of JSON has a value that is not allowed.
    423 WebDAV: the resource is locked.
    424 WebDAV: not done, because something that it depends on failed.
    425 The request came in the first flight of TLS and could be a replay; send it again later.
    426 The server wants another protocol; Upgrade tells which.
    427-427 Unassigned; a client takes it for 400.
    428 The server wants a condition such as If-Match, so that nobody's changes are lost.
    429 Too many requests in a given time; Retry-After may tell how long to wait.
      ! A limit on requests.
    430-430 Unassigned; a client takes it for 400.
    431 The header fields are too large.
      ! Cookies that became too many or too long.
    432-450 Unassigned; a client takes it for 400.
    451 A law or a court forbids to show it.
    452-499 Unassigned; a client takes it for 400.
    500 Something went wrong in the server.
      ! An exception in a program, or broken settings; the server's log knows.
    501 The server does not know the method.
    502 A gateway got an answer that it could not understand from the server behind it, or none.
      ! The program behind the proxy has crashed or is not running.
    503 The server can't answer at the moment; Retry-After may tell for how long.
      ! Too much load, or maintenance.
    504 A gateway waited too long for the server behind it.
      ! The program behind the proxy is slow, or hangs.
    505 The server does not speak this version of HTTP.
    506 The server's choice between forms leads in a circle; a mistake in its settings.
    507 WebDAV: there is no room left.
    508 WebDAV: a loop of collections.
    509-509 Unassigned; a client takes it for 500.
    510 An extension that was needed is missing; historic.
    511 Log in to the network first: the sign-in page of a hotel or airport sends it.
      ! A captive portal.
    512-599 Unassigned; a client takes it for 500.
    600-999 No status of HTTP: they end with 599.
    """
