import ArgumentParser
import Host
import Platform
import Wire

/// The people of a host: whom `--user` names.
struct UserVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "user",
    abstract: "Makes, lists and changes the users of this host.",
    discussion: """
      A user exists from the first run of a mini-program with --user NAME on; what a program learns
      of one is an openid of its own. Nothing here is a real account, and the money in the wallets
      is play money.
      """,
    subcommands: [Add.self, List.self, Set.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes a user.")

    @Argument(help: "1 to 64 letters, digits, '-', '_' or '.'.")
    var name: String
    @OptionGroup var fields: UserFields
    @OptionGroup var place: DataFolder

    func validate() throws { try UserFields.validate(name: name) }

    func run() throws {
      let platform = place.platform
      try Refusals.told { try fields.apply(to: platform.addUser(name, on: .now), in: platform) }
      Output.remark("made \(name); run with --user \(name)")
    }
  }

  struct Set: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Changes a user.")

    @Argument(help: "The user's name.")
    var name: String
    @OptionGroup var fields: UserFields
    @OptionGroup var place: DataFolder

    func run() throws {
      let platform = place.platform
      try Refusals.told { try fields.apply(to: platform.user(named: name), in: platform) }
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ls", abstract: "Lists the users.")

    @Flag(help: "Print one JSON object.")
    var json = false
    @Option(help: "Also tell what the program with this appid knows them as.")
    var appid: String?
    @OptionGroup var place: DataFolder

    func run() throws {
      let platform = place.platform
      let rows = try Refusals.told { try platform.users().map { try row($0, platform) } }
      if json {
        Output.result((["users": .array(rows)] as JSON).jsonText)
      } else {
        for row in rows {
          let openid = row["openid"]?.string.map { "  \($0)" } ?? ""
          let shows = row["showsProfile"]?.bool == true ? "  shows profile" : ""
          Output.result(
            "\(row["name"]?.string ?? "")  \(row["nickname"]?.string ?? "")"
              + "  \(row["phone"]?.string ?? "")  payments: \(row["payment"]?.string ?? "")"
              + shows + openid)
        }
      }
    }

    private func row(_ user: User, _ platform: PlatformStore) throws -> JSON {
      var row = JSONObject()
      row["name"] = .string(user.name)
      row["nickname"] = .string(user.nickname)
      row["phone"] = .string(user.phone)
      row["showsProfile"] = .bool(user.showsProfile)
      row["blocked"] = .bool(user.isBlocked)
      row["payment"] = .string(user.paymentAnswer)
      if let appid {
        row["openid"] = .string(try platform.openID(of: user.name, in: appid, on: .now))
      }
      return .object(row)
    }
  }
}

/// What can be said of a user.
struct UserFields: ParsableArguments {
  @Option(help: "The name that others see.")
  var nickname: String?
  @Option(help: "The address of a picture.")
  var avatar: String?
  @Option(help: "The phone number, digits only.")
  var phone: String?
  @Flag(
    inversion: .prefixedNo,
    help: "Whether getUserProfile asks and tells the real profile, as before October 2022.")
  var showsProfile: Bool?
  @Flag(inversion: .prefixedNo, help: "Whether the platform refuses this user's logins.")
  var blocked: Bool?
  @Option(
    help: """
      What answers payment sheets: ask, ok, cancel, wrongPassword, insufficientFunds, timeout or
      duplicate.
      """)
  var payment: String?

  static func validate(name: String) throws {
    guard LaunchRequest.isValid(user: name) else {
      throw ValidationError(
        "a user's name has 1 to 64 letters, digits, '-', '_' or '.', found '\(name)'")
    }
  }

  func apply(to user: User, in platform: PlatformStore) throws {
    var user = user
    user.nickname = nickname ?? user.nickname
    user.avatar = avatar ?? user.avatar
    user.phone = phone ?? user.phone
    user.showsProfile = showsProfile ?? user.showsProfile
    user.isBlocked = blocked ?? user.isBlocked
    user.paymentAnswer = payment ?? user.paymentAnswer
    try platform.update(user)
  }
}
