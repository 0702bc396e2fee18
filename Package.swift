// swift-tools-version:6.3
import PackageDescription

/// Roundtable. Arrows point one way: Roundtable → App → {Web → Markup, Storage, Domain}; `bin/lint` checks them.
/// Few packages on purpose: see docs/decisions/0003-cold-build.md for what each costs a newcomer's first build.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny")
]

/// The toolchain's own linker takes half the time of the system's; only while working, not for the release.
let linked: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"], .when(configuration: .debug))]

/// Rooms of Tests/AppTests that are no part of the module `AppTests`, which has all others.
let apart: [(name: String, rooms: [String])] = [
    ("AppEventsTests", ["Accounts", "Directory", "Events", "Import", "Library", "Seats"]),
    ("AppVotingTests", ["Texts", "Thread", "Voting"]),
    ("AppExercisesTests", ["Exercises"]),
    ("AppPlansTests", ["Plans"]),
    ("AppParticipationTests", ["Participation"]),
    ("AppWorkshopsTests", ["Workshops"]),
]

let package = Package(
    name: "roundtable",
    products: [.executable(name: "roundtable", targets: ["Roundtable"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CCMark", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // Lists the features and migrations of App before each build.
        .plugin(name: "Registry", capability: .buildTool()),
        .target(name: "CAssets", cSettings: [.unsafeFlags(["-std=gnu23", "-Wno-c23-extensions"])]),

        .target(name: "Markup", swiftSettings: strict),
        .target(
            name: "Storage",
            dependencies: ["CLibPQ", "CSodium", "CSQLite", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),
        .target(name: "Domain", dependencies: [.product(name: "BigInt", package: "BigInt")], swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Markup", "CSodium", "CQRencode", "CAssets", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .target(
            name: "App",
            dependencies: [
                "Web", "Markup", "Storage", "Domain", "CCMark", "COpenSSL", "CCurl", "CXlsxWriter", "CZip",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict, plugins: ["Registry"]),
        .executableTarget(
            name: "Roundtable",
            dependencies: [
                "App", "Domain", "Storage", "Web", "CCurl",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict, linkerSettings: linked),

        // What bin/bench compares with; not part of the product.
        .executableTarget(
            name: "Baseline",
            dependencies: [
                "Domain",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Baseline", swiftSettings: strict),

        .target(name: "StorageTestSupport", dependencies: ["Storage"], path: "Tests/StorageTestSupport"),
        .target(name: "TestSupport", dependencies: ["App", "StorageTestSupport", "Web"], path: "Tests/TestSupport"),
        // Linker settings: one target with them is enough, since all tests are one program.
        .testTarget(name: "MarkupTests", dependencies: ["Markup"], linkerSettings: linked),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "StorageTestSupport"]),
        .testTarget(name: "DomainTests", dependencies: ["Domain"]),
        .testTarget(name: "WebTests", dependencies: ["Web", "TestSupport"]),
        // All of App's tests stand in Tests/AppTests by room; those of the largest rooms are modules of their own, since a test's edit makes
        // its whole module again, and every `@Test` is a macro.
        .testTarget(
            name: "AppTests", dependencies: ["App", "COpenSSL", "TestSupport"], path: "Tests/AppTests",
            exclude: apart.flatMap(\.rooms)),
        .testTarget(name: "CommandTests", dependencies: ["Roundtable", "StorageTestSupport"]),
    ]
        + apart.map { module in
            .testTarget(
                name: module.name, dependencies: ["App", "COpenSSL", "TestSupport"], path: "Tests/AppTests",
                sources: module.rooms)
        }
)
