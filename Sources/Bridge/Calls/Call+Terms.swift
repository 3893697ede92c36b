import Wire

/// Saying more about a call, by one modifier after the other:
///
///     Call("getLocation", example: …, locate)
///       .category("Location").since("1.0.0")
///       .scope(.userLocation).privacy(.location)
///       .errors([2: "ERROR_NOCELL&WIFI_LOCATIONSWITCHOFF"])
///       .limits(deadlineSeconds: 30, perSecond: 10)
extension Call {
  /// One sentence for the reference page.
  public func summary(_ sentence: String) -> Call { with { $0.summary = sentence } }

  /// The heading under which it is listed, such as `Location`.
  public func category(_ category: String) -> Call { with { $0.category = category } }

  /// The version of the platform's base library that brought it.
  public func since(_ version: String) -> Call { with { $0.since = version } }

  /// What the user must have allowed. Who was not asked yet is asked by the dispatcher.
  public func scope(_ scope: Scope) -> Call { with { $0.scope = scope } }

  /// What kind of personal information the mini-program gets by it.
  public func privacy(_ privacy: PrivacyClass) -> Call { with { $0.privacy = privacy } }

  /// What the mini-program must be doing: `.gesture`, `.foreground`.
  public func needs(_ needs: Needs) -> Call { with { $0.needs.formUnion(needs) } }

  /// Failures that it is known to have, by errno.
  public func errors(_ errors: KeyValuePairs<Int, String>) -> Call {
    with { $0.errors += errors.map { DeclaredError($0.key, $0.value) } }
  }

  /// How much of the host one mini-program may take by it; see `CallLimits`.
  ///
  /// - Parameter named: limits that the service keeps by itself, for the reference page.
  public func limits(
    deadlineSeconds: Double? = nil, atOnce: Int? = nil, perSecond: Int? = nil,
    requestBytes: Int? = nil, replyBytes: Int? = nil, named: KeyValuePairs<String, String> = [:]
  ) -> Call {
    with { terms in
      terms.limits.deadlineSeconds = deadlineSeconds ?? terms.limits.deadlineSeconds
      terms.limits.atOnce = atOnce ?? terms.limits.atOnce
      terms.limits.perSecond = perSecond ?? terms.limits.perSecond
      terms.limits.requestBytes = requestBytes ?? terms.limits.requestBytes
      terms.limits.replyBytes = replyBytes ?? terms.limits.replyBytes
      terms.limits.named += named.map { .init(name: $0.key, text: $0.value) }
    }
  }

  /// The result where no service is asked; without it, the reply of the example.
  public func fake(_ reply: some Encodable) -> Call {
    // A fake that cannot be encoded is a mistake of the service; the example then stands for it.
    with { $0.fake = (try? JSONCoding.encode(reply))?.value }
  }

  private func with(_ change: (inout CallTerms) -> Void) -> Call {
    var call = self
    call.change(change)
    return call
  }
}
