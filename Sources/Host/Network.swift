import Services

// The words of `HostConfiguration.network`, for those who only import the host.

public typealias NetworkSettings = Services.NetworkSettings
public typealias NetworkPolicy = Services.NetworkPolicy
public typealias NetworkError = Services.NetworkError
public typealias HTTPTransport = Services.HTTPTransport
public typealias HTTPReceiver = Services.HTTPReceiver
public typealias HTTPRequest = Services.HTTPRequest
public typealias HTTPHead = Services.HTTPHead
public typealias HTTPField = Services.HTTPField
public typealias ExchangeTerms = Services.ExchangeTerms
public typealias OfflineTransport = Services.OfflineTransport
public typealias ScriptedTransport = Services.ScriptedTransport
public typealias RecordingTransport = Services.RecordingTransport
public typealias ReplayingTransport = Services.ReplayingTransport
public typealias SocketTransport = Services.SocketTransport
