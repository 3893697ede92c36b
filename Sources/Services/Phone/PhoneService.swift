import Bridge
import Wire

/// Calls, messages, contacts and calendar (`reference/api-core.md 9.10`). What a mini-program does
/// is kept as a deed of the device; what needs a person's word is asked on the screen first, under
/// `phoneCall`, `phoneContact`, `calendar` and `contact`.
public struct PhoneService: Service {
  public static let name = "phone"

  public init() {}

  public var calls: [Call] {
    Call(
      recording: "makePhoneCall", example: Number(phoneNumber: "10086"),
      confirmedBy: { Confirmation(key: "phoneCall", title: $0.phoneNumber, confirmText: "呼叫") }
    )
    .summary("Calls a number, when the person agrees.").category("Device")
    Call(recording: "sendSms", example: Message(phoneNumber: "10086", content: "Hi"))
      .summary("Opens a message to be sent.").category("Device").since("2.23.2")
    Call(
      recording: "addPhoneContact", example: NewContact(firstName: "Ada"),
      confirmedBy: { request in
        Confirmation(
          key: "phoneContact", title: "添加联系人",
          content:
            "\(request.lastName ?? "")\(request.firstName) \(request.mobilePhoneNumber ?? "")")
      }
    )
    .summary("Adds somebody to the contacts.").category("Device").since("1.2.0")
    .scope(.addPhoneContact)
    Call(
      recording: "addPhoneCalendar", example: Entry(title: "Tea", startTime: 1_767_225_600),
      confirmedBy: { Confirmation(key: "calendar", title: "添加日历", content: $0.title) }
    )
    .summary("Adds an entry to the calendar.").category("Device").since("2.15.0")
    .scope(.addPhoneCalendar).privacy(.calendar)
    Call(
      recording: "addPhoneRepeatCalendar",
      example: Entry(title: "Tea", startTime: 1_767_225_600, repeatInterval: "day"),
      confirmedBy: { Confirmation(key: "calendar", title: "添加日历", content: $0.title) }
    )
    .summary("Adds an entry to the calendar that comes again.").category("Device")
    .since("2.15.0").scope(.addPhoneCalendar).privacy(.calendar)
    Call(
      asking: "chooseContact",
      example: (
        Nothing(),
        Contact(phoneNumber: "13800138000", displayName: "张三", phoneNumberList: "13800138000")
      ), choose
    )
    .summary("Lets the person choose one of the contacts.").category("Device").since("2.8.0")
    .privacy(.contacts)
  }

  private func choose(
    _ request: Nothing, _ context: CallContext,
    _ answer: @escaping @Sendable (Result<Contact, CallError>) -> Void
  ) {
    let contacts = context.device.profile.person.contacts
    Choice(key: "contact", title: "联系人", choices: contacts.map(\.displayName))
      .ask(context) { picked in
        answer(
          picked.map { indexes in
            let contact = contacts[indexes[0]]
            return Contact(
              phoneNumber: contact.phoneNumbers.first ?? "", displayName: contact.displayName,
              phoneNumberList: contact.phoneNumbers.joined(separator: ","))
          })
      }
  }
}

extension PhoneService {
  struct Number: Codable, Sendable {
    /// The number to call.
    var phoneNumber: String
  }

  struct Message: Codable, Sendable {
    var phoneNumber: String?
    /// What the message says.
    var content: String?
  }

  struct NewContact: Codable, Sendable {
    var firstName: String
    var lastName: String?
    var middleName: String?
    var nickName: String?
    var mobilePhoneNumber: String?
    var organization: String?
    var title: String?
    var email: String?
    var url: String?
    var remark: String?
    var photoFilePath: String?
    var weChatNumber: String?
  }

  struct Entry: Codable, Sendable {
    var title: String
    /// In seconds since 1970.
    var startTime: Double
    var endTime: JSON?
    var allDay: Bool?
    var description: String?
    var location: String?
    var alarm: Bool?
    /// Seconds before the start.
    var alarmOffset: Double?
    /// `day`, `week`, `month` or `year`.
    var repeatInterval: String?
    var repeatEndTime: Double?
  }

  struct Contact: Codable, Sendable {
    var phoneNumber: String
    var displayName: String
    /// All numbers, joined by commas.
    var phoneNumberList: String
  }
}
