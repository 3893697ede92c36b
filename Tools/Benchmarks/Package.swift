// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "Sampan", path: "../..")],
  targets: [
    .executableTarget(
      name: "sampan-bench",
      dependencies: [
        .product(name: "Sampan", package: "Sampan"), .product(name: "Prelude", package: "Sampan"),
        .product(name: "Engine", package: "Sampan"), .product(name: "Compiler", package: "Sampan"),
      ],
      path: "Sources/Bench",
      swiftSettings: [
        .treatAllWarnings(as: .error), .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      ])
  ])
