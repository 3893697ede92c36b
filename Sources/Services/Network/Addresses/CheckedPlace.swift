/// Where a URL leads, after its host was found and judged.
struct CheckedPlace: Sendable {
  let url: WebURL
  /// In the order in which they are tried.
  let addresses: [IPAddress]

  /// Finds the addresses of a host and refuses it when one of them is not everybody's, unless the
  /// developer allows it. Connections go to these addresses; the name is not asked for again, so a
  /// server of names has no second chance to say something else.
  static func find(
    _ url: WebURL, by resolver: any HostResolver, _ policy: NetworkPolicy
  ) async throws(NetworkError) -> CheckedPlace {
    let found =
      if let address = url.address { [address] } else {
        try await resolver.addresses(of: url.host)
      }
    guard policy.isAllowed(url) || found.allSatisfy(\.isPublic) else {
      throw .notPublic(host: url.host)
    }
    return CheckedPlace(url: url, addresses: Array(found.prefix(NetworkLimits.addresses)))
  }
}
