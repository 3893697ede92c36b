// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Fuzz",
  dependencies: [.package(name: "Sampan", path: "../..")],
  targets: [
    .executableTarget(
      name: "sampan-fuzz",
      dependencies: [
        .product(name: "Compiler", package: "Sampan"), .product(name: "Wire", package: "Sampan"),
      ],
      path: "Sources/Fuzz",
      swiftSettings: [
        .treatAllWarnings(as: .error),
        // libFuzzer brings `main`; without this flag an executable target would need its own.
        .unsafeFlags(["-parse-as-library"]),
      ])
  ])
