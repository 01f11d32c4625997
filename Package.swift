// swift-tools-version: 6.2
import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableExperimentalFeature("Lifetimes"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Less to load, to relocate and to look through at each start: ARCHITECTURE.md says what each saves.
let linkerSettings: [LinkerSetting] = [
    .unsafeFlags(
        [
            "-use-ld=lld",
            "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs",
            "-Xlinker", "--no-export-dynamic",
            "-Xclang-linker", "-static-libgcc",
            "-L", "\(Context.packageDirectory)/Linking",
        ],
        .when(configuration: .release))
]

/// A library target of the product: the folder is the module, its imports point down the list in ARCHITECTURE.md.
func layer(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(of name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        swiftSettings: swiftSettings)
}

let package = Package(
    name: "swiftnet",
    products: [
        .executable(name: "swiftnet", targets: ["swiftnet"]),
        .library(name: "Wire", targets: ["Wire"]),
        .library(name: "Analysis", targets: ["Analysis"]),
        .library(name: "Probes", targets: ["Probes"]),
        .library(name: "Reports", targets: ["Reports"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
    ],
    targets: [
        // Includes libpcap's headers but does not link it: it is loaded when first used, because it and the libraries
        // that it pulls in would slow every start.
        .target(name: "CPacketIO"),
        layer("Wire"),
        layer(
            "Analysis",
            uses: [
                "Wire", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        layer("Probes", uses: ["Analysis", "Wire"]),
        layer("PacketIO", uses: ["CPacketIO", "Probes", "Wire"]),
        // Sockets are PacketIO's: of SwiftNIO only that is used which turns bytes into bytes.
        layer(
            "SecureStreams",
            uses: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
            ]),
        layer("Reports", uses: ["Analysis", "Probes", "Wire"]),
        layer(
            "Commands",
            uses: [
                "Analysis", "PacketIO", "Probes", "Reports", "SecureStreams", "Wire",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(
            name: "swiftnet", dependencies: ["Commands"], swiftSettings: swiftSettings, linkerSettings: linkerSettings),

        .target(
            name: "TestSupport", dependencies: ["Probes", "Wire"], path: "Tests/TestSupport",
            swiftSettings: swiftSettings),
        tests(of: "Wire"),
        tests(
            of: "Analysis",
            uses: [
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ]),
        tests(of: "Probes"),
        tests(of: "Reports"),
        tests(of: "PacketIO", uses: ["CPacketIO"]),
        tests(
            of: "SecureStreams",
            uses: [
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOHTTP2", package: "swift-nio-http2"),
                .product(name: "NIOHPACK", package: "swift-nio-http2"),
            ]),
        tests(
            of: "Commands",
            uses: ["SecureStreams", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .testTarget(name: "LabTests", dependencies: ["TestSupport", "Wire"], swiftSettings: swiftSettings),
        .testTarget(name: "HouseTests", dependencies: ["TestSupport"], swiftSettings: swiftSettings),
    ]
)
