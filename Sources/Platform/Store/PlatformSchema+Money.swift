/// The tables of money. Amounts are whole fen.
extension PlatformSchema {
  static let ledger = """
    CREATE TABLE account (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, owner TEXT NOT NULL,
      balance INTEGER NOT NULL DEFAULT 0 CHECK (balance >= 0), UNIQUE (kind, owner)
    );
    CREATE TABLE posting (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
      debit INTEGER NOT NULL REFERENCES account, credit INTEGER NOT NULL REFERENCES account,
      fen INTEGER NOT NULL CHECK (typeof(fen) = 'integer' AND fen > 0),
      kind TEXT NOT NULL, memo TEXT NOT NULL, time INTEGER NOT NULL, CHECK (debit <> credit)
    );
    CREATE INDEX postingsByDebit ON posting (debit);
    CREATE INDEX postingsByCredit ON posting (credit);
    CREATE TRIGGER posted AFTER INSERT ON posting BEGIN
      UPDATE account SET balance = balance - NEW.fen WHERE id = NEW.debit;
      UPDATE account SET balance = balance + NEW.fen WHERE id = NEW.credit;
    END;
    CREATE TRIGGER postingsStay BEFORE UPDATE ON posting BEGIN
      SELECT raise(ABORT, 'a posting is never changed');
    END;
    CREATE TRIGGER postingsAreKept BEFORE DELETE ON posting BEGIN
      SELECT raise(ABORT, 'a posting is never deleted');
    END;
    INSERT INTO account (kind, owner, balance) VALUES ('reserve', '', \(PlatformLimits.supplyFen));
    """

  static let orders = """
    CREATE TABLE merchant (
      number TEXT PRIMARY KEY, name TEXT NOT NULL, apiKey TEXT NOT NULL, apiV3Key TEXT NOT NULL,
      serial TEXT NOT NULL, privateKey TEXT NOT NULL DEFAULT '', publicKey TEXT NOT NULL DEFAULT ''
    );
    CREATE TABLE merchantProgram (
      merchant TEXT NOT NULL REFERENCES merchant, appid TEXT NOT NULL REFERENCES program,
      PRIMARY KEY (merchant, appid)
    );
    CREATE TABLE payOrder (
      id INTEGER PRIMARY KEY, merchant TEXT NOT NULL REFERENCES merchant,
      appid TEXT NOT NULL REFERENCES program, number TEXT NOT NULL,
      version INTEGER NOT NULL, signType TEXT NOT NULL, tradeType TEXT NOT NULL,
      total INTEGER NOT NULL CHECK (typeof(total) = 'integer' AND total > 0),
      refunded INTEGER NOT NULL DEFAULT 0 CHECK (refunded >= 0 AND refunded <= total),
      description TEXT NOT NULL, attach TEXT NOT NULL, notifyURL TEXT NOT NULL,
      openid TEXT NOT NULL, codeToken TEXT NOT NULL DEFAULT '', state TEXT NOT NULL,
      payer INTEGER REFERENCES user, payerOpenid TEXT NOT NULL DEFAULT '',
      transactionID TEXT UNIQUE, made INTEGER NOT NULL, expires INTEGER NOT NULL, paid INTEGER,
      platformKey TEXT NOT NULL DEFAULT '', UNIQUE (merchant, number)
    );
    CREATE INDEX ordersByCode ON payOrder (codeToken) WHERE codeToken <> '';
    CREATE INDEX ordersByTime ON payOrder (merchant, paid);
    CREATE TABLE prepay (
      id TEXT PRIMARY KEY, payOrder INTEGER NOT NULL REFERENCES payOrder, made INTEGER NOT NULL
    );
    CREATE INDEX prepaysOfOrder ON prepay (payOrder);
    CREATE TABLE refund (
      id INTEGER PRIMARY KEY, payOrder INTEGER NOT NULL REFERENCES payOrder,
      merchant TEXT NOT NULL, number TEXT NOT NULL, refundID TEXT NOT NULL UNIQUE,
      fen INTEGER NOT NULL CHECK (typeof(fen) = 'integer' AND fen > 0), reason TEXT NOT NULL,
      notifyURL TEXT NOT NULL, time INTEGER NOT NULL, UNIQUE (merchant, number)
    );
    CREATE INDEX refundsOfOrder ON refund (payOrder);
    CREATE TABLE authCode (
      code TEXT PRIMARY KEY, user INTEGER NOT NULL REFERENCES user, made INTEGER NOT NULL,
      isUsed INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE notification (
      id INTEGER PRIMARY KEY, merchant TEXT NOT NULL REFERENCES merchant,
      payOrder INTEGER NOT NULL REFERENCES payOrder, refund INTEGER REFERENCES refund,
      url TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due INTEGER,
      isDelivered INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX notificationsDue ON notification (due) WHERE due IS NOT NULL;
    CREATE TABLE platformKey (
      id INTEGER PRIMARY KEY, serial TEXT NOT NULL, publicKeyID TEXT NOT NULL,
      privateKey TEXT NOT NULL, certificate TEXT NOT NULL, made INTEGER NOT NULL
    );
    CREATE TABLE nonce (
      merchant TEXT NOT NULL, nonce TEXT NOT NULL, time INTEGER NOT NULL,
      PRIMARY KEY (merchant, nonce)
    );
    CREATE INDEX noncesByTime ON nonce (time);
    """

  static let gifts = """
    CREATE TABLE transfer (
      id INTEGER PRIMARY KEY, sender INTEGER NOT NULL REFERENCES user,
      receiver INTEGER NOT NULL REFERENCES user, key TEXT NOT NULL,
      fen INTEGER NOT NULL CHECK (typeof(fen) = 'integer' AND fen > 0), memo TEXT NOT NULL,
      state TEXT NOT NULL, made INTEGER NOT NULL, UNIQUE (sender, key)
    );
    CREATE INDEX transfersWaiting ON transfer (made) WHERE state = 'pending';
    CREATE TABLE packet (
      id INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, sender INTEGER REFERENCES user,
      merchant TEXT REFERENCES merchant, key TEXT NOT NULL, kind TEXT NOT NULL,
      total INTEGER NOT NULL CHECK (typeof(total) = 'integer' AND total > 0),
      count INTEGER NOT NULL, wishing TEXT NOT NULL,
      fenLeft INTEGER NOT NULL CHECK (fenLeft >= 0),
      countLeft INTEGER NOT NULL CHECK (countLeft >= 0),
      fenReturned INTEGER NOT NULL DEFAULT 0, receiver INTEGER REFERENCES user,
      appid TEXT NOT NULL DEFAULT '', made INTEGER NOT NULL, UNIQUE (sender, key),
      UNIQUE (merchant, key)
    );
    CREATE INDEX packetsOpen ON packet (made) WHERE fenLeft > 0;
    CREATE TABLE claim (
      packet INTEGER NOT NULL REFERENCES packet, user INTEGER NOT NULL REFERENCES user,
      fen INTEGER NOT NULL CHECK (typeof(fen) = 'integer' AND fen > 0), time INTEGER NOT NULL,
      position INTEGER NOT NULL, PRIMARY KEY (packet, user)
    );
    CREATE TABLE merchantTransfer (
      id INTEGER PRIMARY KEY, merchant TEXT NOT NULL REFERENCES merchant, number TEXT NOT NULL,
      batch TEXT NOT NULL DEFAULT '', transferID TEXT NOT NULL UNIQUE, appid TEXT NOT NULL,
      receiver INTEGER NOT NULL REFERENCES user, openid TEXT NOT NULL,
      fen INTEGER NOT NULL CHECK (typeof(fen) = 'integer' AND fen > 0), memo TEXT NOT NULL,
      state TEXT NOT NULL, made INTEGER NOT NULL, UNIQUE (merchant, number)
    );
    CREATE INDEX transfersOfBatch ON merchantTransfer (merchant, batch);
    """
}
