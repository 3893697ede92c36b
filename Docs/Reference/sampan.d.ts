// Made by `sampan api generate`; do not edit.
// Extends the typings of the package miniprogram-api-typings.

declare namespace WechatMiniprogram {
  interface SampanCloudCallFunctionResult extends GeneralCallbackResult { result?: any, requestID: string }
  interface SampanCloudCallFunctionOption {
    name: string
    data?: any
    config?: any
    slow?: boolean
    success?: (result: SampanCloudCallFunctionResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanCloudDeleteFileResult extends GeneralCallbackResult { fileList: { fileID: string, status: number, errMsg: string, tempFileURL?: string, maxAge?: number }[] }
  interface SampanCloudDeleteFileOption {
    fileList: any[]
    config?: any
    success?: (result: SampanCloudDeleteFileResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanCloudDownloadFileResult extends GeneralCallbackResult { tempFilePath: string, statusCode: number }
  interface SampanCloudDownloadFileOption {
    fileID: string
    config?: any
    success?: (result: SampanCloudDownloadFileResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanCloudGetTempFileURLResult extends GeneralCallbackResult { fileList: { fileID: string, status: number, errMsg: string, tempFileURL?: string, maxAge?: number }[] }
  interface SampanCloudGetTempFileURLOption {
    fileList: any[]
    config?: any
    success?: (result: SampanCloudGetTempFileURLResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanCloudInitResult {}
  interface SampanCloudUploadFileResult extends GeneralCallbackResult { fileID: string, statusCode: number }
  interface SampanCloudUploadFileOption {
    cloudPath: string
    filePath: string
    config?: any
    success?: (result: SampanCloudUploadFileResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanGetFileInfoResult extends GeneralCallbackResult { size: number, digest: string }
  interface SampanGetFileInfoOption {
    filePath: string
    digestAlgorithm?: string
    success?: (result: SampanGetFileInfoResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanGetSavedFileInfoResult extends GeneralCallbackResult { size: number, createTime: number }
  interface SampanGetSavedFileInfoOption {
    filePath: string
    success?: (result: SampanGetSavedFileInfoResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanGetSavedFileListResult extends GeneralCallbackResult { fileList: { filePath: string, size: number, createTime: number }[] }
  interface SampanGetSavedFileListOption {
    success?: (result: SampanGetSavedFileListResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface Wallet {
    balance(...args: any[]): any
    statement(...args: any[]): any
    people(...args: any[]): any
    payCode(...args: any[]): any
    pay(...args: any[]): any
    send(...args: any[]): any
    accept(...args: any[]): any
    giveBack(...args: any[]): any
    transfers(...args: any[]): any
    sendPacket(...args: any[]): any
    claimPacket(...args: any[]): any
    packet(...args: any[]): any
  }
  interface SampanRemoveSavedFileResult extends GeneralCallbackResult {}
  interface SampanRemoveSavedFileOption {
    filePath: string
    success?: (result: SampanRemoveSavedFileResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanSandboxOrderResult extends GeneralCallbackResult { outTradeNo: string, payment: { timeStamp: string, nonceStr: string, package: string, signType?: string, paySign: string } }
  interface SampanSandboxOrderOption {
    description: string
    totalFee: number
    outTradeNo?: string
    success?: (result: SampanSandboxOrderResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanSaveFileResult extends GeneralCallbackResult { savedFilePath: string }
  interface SampanSaveFileOption {
    tempFilePath: string
    filePath?: string
    success?: (result: SampanSaveFileResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface SampanShareAppMessageResult extends GeneralCallbackResult {}
  interface SampanShareAppMessageOption {
    title?: string
    path?: string
    imageUrl?: string
    query?: string
    imageUrlId?: string
    toCurrentGroup?: boolean
    success?: (result: SampanShareAppMessageResult) => void
    fail?: (result: GeneralCallbackResult) => void
    complete?: (result: GeneralCallbackResult) => void
  }
  interface Wx {
    /** Tells the size and a digest of a file. */
    getFileInfo(option: SampanGetFileInfoOption): Promise<SampanGetFileInfoResult>
    /** Tells the size and the time of a saved file. */
    getSavedFileInfo(option: SampanGetSavedFileInfoOption): Promise<SampanGetSavedFileInfoResult>
    /** Lists the saved files. */
    getSavedFileList(option?: SampanGetSavedFileListOption): Promise<SampanGetSavedFileListResult>
    /** The play money of the user. */
    getWallet(...args: any[]): Wallet
    /** Removes a saved file. */
    removeSavedFile(option: SampanRemoveSavedFileOption): Promise<SampanRemoveSavedFileResult>
    sandboxOrder(option: SampanSandboxOrderOption): Promise<SampanSandboxOrderResult>
    /** Keeps a temporary file. */
    saveFile(option: SampanSaveFileOption): Promise<SampanSaveFileResult>
    /** Sends the mini-program to a friend. */
    shareAppMessage(option?: SampanShareAppMessageOption): Promise<SampanShareAppMessageResult>
    cloud: {
      /** Runs a function of the project's `cloudfunctionRoot` and answers what it returns. */
      callFunction(option: SampanCloudCallFunctionOption): Promise<SampanCloudCallFunctionResult>
      /** Removes files that the user put into the cloud. */
      deleteFile(option: SampanCloudDeleteFileOption): Promise<SampanCloudDeleteFileResult>
      /** Takes a file of the cloud into a temporary one. */
      downloadFile(option: SampanCloudDownloadFileOption): Promise<SampanCloudDownloadFileResult>
      /** Gives names under which files could be had over the network; here nobody answers there. */
      getTempFileURL(option: SampanCloudGetTempFileURLOption): Promise<SampanCloudGetTempFileURLResult>
      /** Opens the cloud; everything else of it fails before. */
      init(...args: any[]): any
      /** Puts a file into the cloud, in the place of one that the same user put there. */
      uploadFile(option: SampanCloudUploadFileOption): Promise<SampanCloudUploadFileResult>
    }
  }
}
