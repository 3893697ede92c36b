// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "APIs",
  dependencies: [.package(name: "sampan", path: "../..")],
  targets: [
    .target(name: "APIs", dependencies: [.product(name: "Sampan", package: "sampan")]),
    .executableTarget(name: "host", dependencies: ["APIs"]),
    .testTarget(name: "APITests", dependencies: ["APIs"]),
  ]
)
