import Bridge

extension MiniProgramHost {
  /// The failures that a call declares, or one without a number when it declares none; empty for
  /// what no mini-program calls.
  public func declaredErrors(of name: String) -> [CallError] {
    guard let call = services[name], call.isPublic else { return [] }
    let declared = call.terms.errors.map { CallError($0.reason, errno: $0.errno) }
    return declared.isEmpty ? [CallError("system error")] : declared
  }
}
