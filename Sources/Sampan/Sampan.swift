// What a package of an integrator imports: all words to declare services, run mini-programs with
// them and hold them against the platform's conventions. An import that is passed on has no public
// spelling in Swift yet.
@_exported import Bridge
@_exported import Catalogue
@_exported import Host
@_exported import Wire
