/**
 * The audio functions of before there were audio objects (api-core.md 9.16): background music, voice messages.
 * Like all players they move on the session's clock and decode nothing.
 */

/** What `playBackgroundAudio` plays. */
const oldMusic = { __proto__: null, url: '', title: '', isPaused: false };

const oldMusicPlayer = new Player(
  (type) => tellOldMusic(type),
  () => ({ __proto__: null, loop: false, duration: 0, isAlive: true }));

/** What a player tells → the event. */
const oldMusicEvents = ObjectFreeze({
  __proto__: null, play: 'onBackgroundAudioPlay', pause: 'onBackgroundAudioPause', stop: 'onBackgroundAudioStop',
  ended: 'onBackgroundAudioStop',
});

function tellOldMusic(type) {
  const event = oldMusicEvents[type];
  if (type === 'stop' || type === 'ended') oldMusic.url = '';
  if (event !== undefined) queueStep(() => emitEvent(event));
}

for (const event of ['onBackgroundAudioPlay', 'onBackgroundAudioPause', 'onBackgroundAudioStop']) {
  defineLocalEvent(event);
}

defineAsync('playBackgroundAudio', {
  params: { __proto__: null, dataUrl: '' },
  run(request, reply) {
    if (request.dataUrl === '') {
      reply.fail('dataUrl is empty', errnos.parameter);
      return;
    }
    if (request.dataUrl !== oldMusic.url) {
      oldMusicPlayer.halt();
      oldMusicPlayer.position = 0;
    }
    oldMusic.url = request.dataUrl;
    oldMusic.title = typeof request.title === 'string' ? request.title : '';
    oldMusicPlayer.play();
    reply.ok();
  },
});

/** Functions that want something to be there that plays. */
function defineOldMusicAPI(name, params, act) {
  defineAsync(name, {
    params,
    run(request, reply) {
      if (oldMusic.url === '') {
        reply.fail('no audio is playing');
        return;
      }
      act(request);
      reply.ok();
    },
  });
}

defineOldMusicAPI('pauseBackgroundAudio', record(), () => oldMusicPlayer.pause());
defineOldMusicAPI('stopBackgroundAudio', record(), () => oldMusicPlayer.stop());
defineOldMusicAPI('seekBackgroundAudio', { __proto__: null, position: 0 }, (request) => {
  oldMusicPlayer.seek(request.position);
});

defineAsync('getBackgroundAudioPlayerState', {
  run(request, reply) {
    if (oldMusic.url === '') {
      reply.ok({ __proto__: null, status: 2 });
      return;
    }
    reply.ok({
      __proto__: null, status: oldMusicPlayer.isPlaying ? 1 : 0, duration: oldMusicPlayer.duration,
      currentPosition: oldMusicPlayer.time, downloadPercent: 100, dataUrl: oldMusic.url,
    });
  },
});

/** The reply of the voice message that plays, which is answered at its end. */
let voiceReply;

const voicePlayer = new Player(
  (type) => { if (type === 'ended' || type === 'stop') endVoice(); },
  () => ({ __proto__: null, loop: false, duration: 0, isAlive: true }));

function endVoice() {
  const reply = voiceReply;
  voiceReply = undefined;
  if (reply !== undefined) reply.ok();
}

defineAsync('playVoice', {
  params: { __proto__: null, filePath: '' },
  run(request, reply) {
    // One voice at a time: the one before ends where it is; the same one goes on when it was paused.
    if (!voicePlayer.isPlaying && voiceReply !== undefined && voicePlayer.source === request.filePath) {
      endVoice();
    } else {
      voicePlayer.stop();
    }
    voicePlayer.source = request.filePath;
    voiceReply = reply;
    voicePlayer.play();
  },
});
defineAsync('pauseVoice', {
  run(request, reply) {
    voicePlayer.pause();
    reply.ok();
  },
});
defineAsync('stopVoice', {
  run(request, reply) {
    voicePlayer.stop();
    reply.ok();
  },
});

defineAsync('setInnerAudioOption', { run: (request, reply) => reply.ok() });
defineAsync('getAvailableAudioSources', {
  run: (request, reply) => reply.ok({ __proto__: null, audioSources: ['auto', 'buildInMic', 'headsetMic', 'mic'] }),
});
