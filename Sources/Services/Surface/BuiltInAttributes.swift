/// The attributes of built-in components that `canIUse` knows, with the options of those that have
/// some (`reference/builtin-components.md`).
enum BuiltInAttributes {
  /// Options by attribute, by component.
  static let table: [String: [String: Set<String>]] = Dictionary(
    uniqueKeysWithValues: text.split(separator: "\n").compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      return (String(line[..<colon]), attributes(line[line.index(after: colon)...]))
    })

  /// What every component has.
  static let common = attributes("id class style hidden animation slot")

  private static func attributes(_ words: Substring) -> [String: Set<String>] {
    Dictionary(
      words.split(separator: " ").map { word in
        let parts = word.split(separator: "=", maxSplits: 1)
        let options = parts.count > 1 ? parts[1].split(separator: "|").map(String.init) : []
        return (String(parts[0]), Set(options))
      }, uniquingKeysWith: { $0.union($1) })
  }

  private static let hover = "hover-class hover-stop-propagation hover-start-time hover-stay-time"

  private static let field =
    "value placeholder placeholder-style placeholder-class disabled maxlength focus auto-focus "
    + "cursor-spacing cursor selection-start selection-end adjust-position hold-keyboard "
    + "confirm-hold confirm-type=send|search|next|go|done|return name bindinput bindfocus bindblur "
    + "bindconfirm bindkeyboardheightchange"

  // A component in a line: its name, and each attribute with `=` and its options.
  private static let text = """
    view:\(hover)
    text:user-select selectable space=ensp|emsp|nbsp decode
    image:src mode=scaleToFill|aspectFit|aspectFill|widthFix|heightFix|top|bottom|center|left|right \
    lazy-load webp show-menu-by-longpress binderror bindload
    button:size=default|mini type=default|primary|warn plain disabled loading \
    form-type=submit|reset lang name session-from send-message-title send-message-path \
    send-message-img app-parameter show-message-card \
    open-type=share|getUserInfo|getPhoneNumber|chooseAvatar|openSetting|contact|feedback|launchApp|agreePrivacyAuthorization \
    bindgetuserinfo bindcontact bindgetphonenumber binderror bindopensetting bindlaunchapp \
    bindchooseavatar \(hover)
    input:type=text|number|idcard|digit|safe-password|nickname password \(field)
    textarea:auto-height fixed show-confirm-bar disable-default-padding bindlinechange \(field)
    form:report-submit report-submit-timeout bindsubmit bindreset
    label:for
    checkbox:value checked disabled color
    checkbox-group:name bindchange
    radio:value checked disabled color
    radio-group:name bindchange
    switch:checked disabled type=switch|checkbox color name bindchange
    slider:min max step value disabled color selected-color activeColor backgroundColor block-size \
    block-color show-value name bindchange bindchanging
    scroll-view:scroll-x scroll-y upper-threshold lower-threshold scroll-top scroll-left \
    scroll-into-view scroll-with-animation enable-back-to-top enable-flex scroll-anchoring enhanced \
    refresher-enabled refresher-threshold refresher-default-style=black|white|none \
    refresher-background refresher-triggered bindscroll bindscrolltoupper bindscrolltolower \
    bindrefresherrefresh
    swiper:indicator-dots indicator-color indicator-active-color autoplay current interval duration \
    circular vertical previous-margin next-margin display-multiple-items easing-function bindchange \
    bindtransition bindanimationfinish
    swiper-item:item-id
    picker:mode=selector|multiSelector|time|date|region header-text disabled range range-key value \
    start end fields=year|month|day custom-item level name bindchange bindcancel bindcolumnchange
    picker-view:value indicator-style indicator-class mask-style mask-class immediate-change \
    bindchange bindpickstart bindpickend
    picker-view-column:
    navigator:target=self|miniProgram url \
    open-type=navigate|redirect|switchTab|reLaunch|navigateBack|exit delta app-id path extra-data \
    version=develop|trial|release short-link bindsuccess bindfail bindcomplete \(hover)
    rich-text:nodes space=ensp|emsp|nbsp
    movable-area:scale-area
    movable-view:direction=all|vertical|horizontal|none inertia out-of-bounds x y damping friction \
    disabled scale scale-min scale-max scale-value bindchange bindscale
    progress:percent show-info border-radius font-size stroke-width color activeColor \
    backgroundColor active active-mode=backwards|forwards duration bindactiveend
    icon:type=success|success_no_circle|info|warn|waiting|cancel|download|search|clear size color
    cover-view:scroll-top
    cover-image:src bindload binderror
    match-media:min-width max-width width min-height max-height height orientation
    root-portal:enable
    page-container:show duration z-index overlay position=top|bottom|right|center round \
    close-on-slide-down overlay-style custom-style
    share-element:key transform duration easing-function
    video:src duration controls autoplay loop muted initial-time show-progress show-fullscreen-btn \
    show-play-btn show-center-play-btn object-fit=contain|fill|cover poster title bindplay bindpause \
    bindended bindtimeupdate bindfullscreenchange binderror
    audio:src loop controls poster name author bindplay bindpause bindended bindtimeupdate binderror
    map:longitude latitude scale markers polyline circles controls include-points show-location \
    polygons subkey bindtap bindmarkertap bindcallouttap bindregionchange bindupdated
    canvas:type=2d canvas-id disable-scroll bindtouchstart bindtouchmove bindtouchend binderror
    web-view:src bindmessage bindload binderror
    page-meta:background-text-style background-color root-font-size page-style scroll-top \
    scroll-duration bindresize bindscroll
    navigation-bar:title loading front-color background-color color-animation-duration
    ad:unit-id ad-type bindload binderror bindclose
    open-data:type=userNickName|userAvatarUrl|userGender|userCity|userProvince|userCountry|userLanguage|groupName \
    open-gid lang
    """
}
