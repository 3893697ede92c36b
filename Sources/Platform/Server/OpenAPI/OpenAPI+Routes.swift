extension OpenAPI {
  /// What needs a token, by its path.
  static let withToken: [String: AppHandler] = [
    identityPaths, messagePaths, userPaths, mediaPaths, templatePaths, codePaths,
  ].reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  private static let identityPaths: [String: AppHandler] = [
    "/wxa/checksession": checkSession, "/wxa/resetusersessionkey": resetSession,
    "/wxa/business/getuserphonenumber": phoneNumber, "/wxa/getpaidunionid": paidUnionID,
    "/cgi-bin/ticket/getticket": ticket,
  ]

  private static let messagePaths: [String: AppHandler] = [
    "/cgi-bin/message/subscribe/send": sendSubscribed,
    "/cgi-bin/message/custom/send": sendCustom, "/cgi-bin/message/custom/typing": typing,
    "/cgi-bin/message/template/send": sendTemplate,
    "/cgi-bin/message/mass/send": sendMass, "/cgi-bin/message/mass/sendall": sendMassToAll,
    "/cgi-bin/message/mass/preview": previewMass, "/cgi-bin/message/mass/get": massState,
    "/cgi-bin/message/mass/delete": deleteMass,
    "/cgi-bin/menu/create": createMenu, "/cgi-bin/menu/get": menu,
    "/cgi-bin/menu/delete": deleteMenu, "/cgi-bin/get_current_selfmenu_info": currentMenu,
  ]

  private static let userPaths: [String: AppHandler] = [
    "/cgi-bin/user/info": userInfo, "/cgi-bin/user/info/batchget": usersInfo,
    "/cgi-bin/user/info/updateremark": setRemark, "/cgi-bin/user/get": userList,
    "/cgi-bin/user/tag/get": usersOfTag,
    "/cgi-bin/tags/create": createTag, "/cgi-bin/tags/get": tags,
    "/cgi-bin/tags/update": renameTag, "/cgi-bin/tags/delete": deleteTag,
    "/cgi-bin/tags/getidlist": tagsOfUser,
    "/cgi-bin/tags/members/batchtagging": tagUsers,
    "/cgi-bin/tags/members/batchuntagging": untagUsers,
  ]

  private static let mediaPaths: [String: AppHandler] = [
    "/cgi-bin/media/upload": uploadMedia, "/cgi-bin/media/get": media,
    "/cgi-bin/media/uploadimg": uploadArticlePicture,
    "/wxa/msg_sec_check": checkText, "/wxa/img_sec_check": checkPicture,
    "/wxa/media_check_async": checkMediaLater,
  ]

  private static let templatePaths: [String: AppHandler] = [
    "/cgi-bin/template/api_add_template": addTemplate,
    "/cgi-bin/template/get_all_private_template": templates,
    "/cgi-bin/template/del_private_template": removeTemplate,
    "/cgi-bin/template/api_set_industry": setIndustry,
    "/cgi-bin/template/get_industry": industry,
    "/cgi-bin/wxopen/template/add": addOpenTemplate,
    "/cgi-bin/wxopen/template/list": openTemplates,
    "/cgi-bin/wxopen/template/del": removeTemplate,
    "/wxaapi/newtmpl/addtemplate": addSubscribeTemplate,
    "/wxaapi/newtmpl/gettemplate": subscribeTemplates,
    "/wxaapi/newtmpl/deltemplate": removeSubscribeTemplate,
  ]

  private static let codePaths: [String: AppHandler] = [
    "/wxa/getwxacodeunlimit": picture, "/wxa/getwxacode": picture,
    "/cgi-bin/wxaapp/createwxaqrcode": picture,
    "/cgi-bin/qrcode/create": createCode, "/cgi-bin/shorturl": shortAddress,
    "/cgi-bin/getcallbackip": addresses, "/cgi-bin/get_api_domain_ip": addresses,
    "/cgi-bin/clear_quota": clearQuota,
  ]
}
