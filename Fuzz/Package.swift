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

// `run.sh` builds with `-sanitize=fuzzer`, which puts the counters that guide libFuzzer into swiftnet's own modules.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "swiftnet", path: "..")],
    targets: [
        .executableTarget(
            name: "Fuzz",
            dependencies: [
                .product(name: "Analysis", package: "swiftnet"),
                .product(name: "Probes", package: "swiftnet"),
                .product(name: "Reports", package: "swiftnet"),
                .product(name: "Wire", package: "swiftnet"),
            ],
            swiftSettings: swiftSettings)
    ]
)
