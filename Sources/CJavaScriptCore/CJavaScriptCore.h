// The engine's public C interface, and the calls that the library exports without a header.
//
// The private calls were checked against libjavascriptcoregtk-4.1 2.50: all are in its dynamic
// symbol table. EngineTests uses each of them, so a library that drops or changes one is noticed.

#ifndef SAMPAN_CJAVASCRIPTCORE_H
#define SAMPAN_CJAVASCRIPTCORE_H

#include <JavaScriptCore/JavaScript.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Asked when script ran longer than the time limit; true ends it.
///
/// Called on the script's thread, inside the engine. The callback may read a backtrace and may
/// set a new limit. After a `false` it is not asked again unless it sets the limit anew.
typedef bool (*JSShouldTerminateCallback)(JSContextRef context, void *data);

/// Bounds the processor time, in seconds, of each outermost entry into the engine.
void JSContextGroupSetExecutionTimeLimit(
    JSContextGroupRef group, double seconds, JSShouldTerminateCallback callback, void *data);

/// Lifts the bound again.
void JSContextGroupClearExecutionTimeLimit(JSContextGroupRef group);

/// The frames that run now, one a line: `#0 name() at file:line`. The caller owns the string.
JSStringRef JSContextCreateBacktrace(JSContextRef context, unsigned maximumFrames);

/// Calls `function(promise, reason)` for each promise that is rejected and still unhandled when
/// the microtasks have run.
void JSGlobalContextSetUnhandledRejectionCallback(
    JSGlobalContextRef context, JSObjectRef function, JSValueRef *exception);

/// Allows or forbids `eval` and the function constructors. `message` is that of the EvalError.
void JSGlobalContextSetEvalEnabled(JSGlobalContextRef context, bool enabled, JSStringRef message);

/// Whether native frames appear in reports of exceptions.
void JSGlobalContextSetIncludesNativeCallStackWhenReportingExceptions(
    JSGlobalContextRef context, bool includes);

/// An object with the sizes of the heap in bytes and counts of what is in it.
JSObjectRef JSGetMemoryUsageStatistics(JSContextRef context);

/// Collects garbage before it returns.
void JSSynchronousGarbageCollectForDebugging(JSContextRef context);

/// Keeps the engine from making timers that collect garbage when a run loop is idle.
void JSDisableGCTimer(void);

/// A parsed script.
typedef struct OpaqueJSScript *JSScriptRef;

/// Parses ASCII text that is never freed, without copying it. NULL on a syntax error.
JSScriptRef JSScriptCreateReferencingImmortalASCIIText(
    JSContextGroupRef group, JSStringRef url, int firstLine, const char *text, size_t length,
    JSStringRef *errorMessage, int *errorLine);

/// Parses a text. NULL on a syntax error.
JSScriptRef JSScriptCreateFromString(
    JSContextGroupRef group, JSStringRef url, int firstLine, JSStringRef text,
    JSStringRef *errorMessage, int *errorLine);

void JSScriptRelease(JSScriptRef script);

/// Runs a parsed script. NULL if it threw.
JSValueRef JSScriptEvaluate(
    JSContextRef context, JSScriptRef script, JSValueRef thisValue, JSValueRef *exception);

#ifdef __cplusplus
}
#endif

#endif
