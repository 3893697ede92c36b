import unittest
from datetime import datetime, timedelta, timezone

import requests
from wechatpy import WeChatPay
from wechatpy.exceptions import WeChatPayException
from wechatpy.pay.utils import calculate_signature, calculate_signature_hmac

import sandbox

BEIJING = timezone(timedelta(hours=8))
OK = ('<xml><return_code><![CDATA[SUCCESS]]></return_code>'
      '<return_msg><![CDATA[OK]]></return_msg></xml>')


class TestPayments(unittest.TestCase):
    def setUp(self):
        sandbox.post('reset')
        self.keys = sandbox.credentials()
        self.pay = WeChatPay(self.keys['appid'], self.keys['api_key'], self.keys['mch_id'])
        sandbox.redirect(self.pay._http)
        self.ada = sandbox.post('login', user='ada')['openid']
        self.merchant = Merchant = sandbox.Merchant(OK)
        self.addCleanup(Merchant.close)

    def tearDown(self):
        self.assertEqual(sandbox.post('audit')['findings'], [])

    def fails(self, code, body):
        with self.assertRaises(WeChatPayException) as failure:
            body()
        self.assertEqual(failure.exception.errcode or failure.exception.return_code, code)

    def order(self, number='n1', fee=1600, **more):
        now = datetime.now(BEIJING) + timedelta(seconds=sandbox.ahead)
        return self.pay.order.create(
            more.pop('trade_type', 'JSAPI'), 'Bread', fee, self.merchant.url, client_ip='127.0.0.1',
            user_id=more.pop('user_id', self.ada), out_trade_no=number,
            # The client takes this machine's time when it is not told another.
            time_start=now, time_expire=now + timedelta(hours=2), **more)

    def test_order_is_paid_and_told(self):
        placed = self.order(attach='<&>')
        self.assertTrue(placed['prepay_id'].startswith('wx'))
        self.assertEqual(self.pay.order.query(out_trade_no='n1')['trade_state'], 'NOTPAY')
        paid = sandbox.post('pay', out_trade_no='n1')
        state = self.pay.order.query(transaction_id=paid['transaction_id'])
        self.assertEqual(
            (state['trade_state'], state['total_fee'], state['openid'], state['attach']),
            ('SUCCESS', '1600', self.ada, '<&>'))
        _, body = self.merchant.wait()
        told = self.pay.parse_payment_result(body)
        self.assertEqual((told['out_trade_no'], int(told['total_fee'])), ('n1', 1600))
        self.fails('ORDERPAID', self.order)
        self.fails('ORDERPAID', lambda: self.pay.order.close('n1'))

    def test_notification_is_repeated(self):
        self.merchant.answer = 'busy'
        self.order()
        sandbox.post('pay', out_trade_no='n1')
        self.merchant.wait(1)
        sandbox.post('advance', seconds=15)
        self.merchant.wait(2)
        self.merchant.answer = OK
        sandbox.post('advance', seconds=15)
        self.merchant.wait(3)
        sandbox.post('advance', seconds=86400)
        self.order('n2')
        sandbox.post('pay', out_trade_no='n2')
        told = self.pay.parse_payment_result(self.merchant.wait(4)[1])
        self.assertEqual(told['out_trade_no'], 'n2')

    def test_numbers_belong_to_orders(self):
        self.order()
        self.assertIn('prepay_id', self.order())
        self.fails('OUT_TRADE_NO_USED', lambda: self.order(fee=1601))
        self.pay.order.close('n1')
        self.fails('ORDERCLOSED', self.order)
        self.fails('ORDERNOTEXIST', lambda: self.pay.order.query(out_trade_no='none'))

    def test_wrong_terms(self):
        for fee in (-1, '1.5', '1e3', 100000001):
            self.fails('PARAM_ERROR', lambda: self.order(fee=fee))
        # The client leaves a zero out.
        self.fails('LACK_PARAMS', lambda: self.order(fee=0))
        self.fails('PARAM_ERROR', lambda: self.order(user_id='oNobody'))

    def test_requestPayment_parameters_are_signed(self):
        placed = self.order()
        params = self.pay.jsapi.get_jsapi_params(placed['prepay_id'])
        self.assertEqual(params['package'], 'prepay_id=' + placed['prepay_id'])

    def test_native_code_is_scanned(self):
        placed = self.order(trade_type='NATIVE', user_id=None, product_id='1')
        sandbox.post('scan', code_url=placed['code_url'], user='bob')
        again = requests.post(
            f'{sandbox.BASE}/_sandbox/scan', json={'code_url': placed['code_url'], 'user': 'bob'})
        self.assertEqual(again.json()['reason'], 'orderPaid')

    def test_refund(self):
        self.order()
        sandbox.post('pay', out_trade_no='n1')
        refund = lambda number, fee: self.pay.refund.apply(
            1600, fee, number, out_trade_no='n1', notify_url=self.merchant.url)
        first = refund('r1', 600)
        self.assertEqual(refund('r1', 600)['refund_id'], first['refund_id'])
        refund('r2', 1000)
        self.fails('PARAM_ERROR', lambda: refund('r3', 1))
        query = self.pay.refund.query(out_trade_no='n1')
        self.assertEqual((query['refund_count'], query['refund_fee_1']), ('2', '1000'))
        self.fails('REFUNDNOTEXIST', lambda: self.pay.refund.query(out_refund_no='none'))
        told = [self.pay.parse_refund_notify_result(body) for _, body in
                (self.merchant.wait(n) for n in (1, 2, 3)) if b'req_info' in body]
        self.assertEqual({t['out_refund_no'] for t in told}, {'r1', 'r2'})

    def test_payment_code(self):
        code = sandbox.post('auth-code', user='bob')['auth_code']
        self.assertTrue(self.pay.tools.auto_code_to_openid(code)['openid'].startswith('o'))
        charge = lambda number, fee, code: self.pay.micropay.create(
            'Tea', fee, code, client_ip='127.0.0.1', out_trade_no=number)
        self.assertEqual(charge('m1', 500, code)['total_fee'], '500')
        self.fails('AUTH_CODE_INVALID', lambda: charge('m2', 500, code))
        late = sandbox.post('auth-code', user='bob')['auth_code']
        sandbox.post('advance', seconds=61)
        self.fails('AUTHCODEEXPIRE', lambda: charge('m2', 500, late))
        code = sandbox.post('auth-code', user='bob')['auth_code']
        self.fails('USERPAYING', lambda: charge('m3', 100001, code))
        self.assertEqual(self.pay.micropay.query(out_trade_no='m3')['trade_state'], 'USERPAYING')
        sandbox.post('pay', out_trade_no='m3')
        self.pay.order.reverse(out_trade_no='m3')
        self.assertEqual(self.pay.order.query(out_trade_no='m3')['trade_state'], 'REVOKED')

    def test_red_packet(self):
        sandbox.post('top-up', mch_id=self.keys['mch_id'], fen=100000)
        sent = self.pay.redpack.send(
            self.ada, 150, 'Baker', 'Feast', 'Joy', 'For you', client_ip='127.0.0.1',
            out_trade_no='16000000010001')
        self.assertEqual(self.pay.redpack.query('16000000010001')['status'], 'SENT')
        again = self.pay.redpack.send(
            self.ada, 150, 'Baker', 'Feast', 'Joy', 'For you', client_ip='127.0.0.1',
            out_trade_no='16000000010001')
        self.assertEqual(again['send_listid'], sent['send_listid'])
        sandbox.post('advance', seconds=86401)
        self.assertEqual(self.pay.redpack.query('16000000010001')['status'], 'REFUND')

    def test_transfer(self):
        send = lambda: self.pay.transfer.transfer(
            self.ada, 150, 'thanks', client_ip='127.0.0.1', check_name='NO_CHECK',
            out_trade_no='t1')
        self.fails('NOTENOUGH', send)
        sandbox.post('top-up', mch_id=self.keys['mch_id'], fen=150)
        first = send()
        self.assertEqual(send()['payment_no'], first['payment_no'])
        self.assertEqual(self.pay.transfer.query('t1')['payment_amount'], '150')

    def test_bill(self):
        self.order()
        sandbox.post('pay', out_trade_no='n1')
        day = self.pay.order.query(out_trade_no='n1')['time_end'][:8]
        bill = self.pay.tools.download_bill(day)
        text = bill if isinstance(bill, str) else str(bill)
        self.assertIn('n1', text)
        self.assertIn('16.00', text)

    def raw(self, body):
        answer = requests.post(f'{sandbox.BASE}/pay/orderquery', data=body)
        return answer.status_code, answer.text

    def test_hostile_xml(self):
        bomb = ('<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa">'
                '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><xml><a>&b;</a></xml>')
        outside = ('<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
                   '<xml><mch_id>&f;</mch_id></xml>')
        deep = '<xml>' + '<a>' * 10000 + '</a>' * 10000 + '</xml>'
        for body in (bomb, outside, deep, '<xml><a>&b;</a></xml>', '<xml><a b="c">1</a></xml>',
                     '<xml>' + '<a>1</a>' * 101 + '</xml>', '<html/>', '', '\xff', '<xml><a>1</xml>'):
            status, text = self.raw(body.encode('latin-1'))
            self.assertEqual(status, 200)
            self.assertIn('FAIL', text)
            self.assertNotIn('root:', text)
            self.assertLess(len(text), 1000)
        status, _ = self.raw(b'<xml><a>' + b'1' * (1 << 20) + b'</a></xml>')
        self.assertEqual(status, 413)

    def test_signatures(self):
        fields = {'appid': self.keys['appid'], 'mch_id': self.keys['mch_id'], 'nonce_str': 'a',
                  'out_trade_no': 'n1'}
        self.order()
        write = lambda fields: '<xml>' + ''.join(
            f'<{k}>{v}</{k}>' for k, v in fields.items()) + '</xml>'
        good = calculate_signature(fields, self.keys['api_key'])
        self.assertIn('NOTPAY', self.raw(write({**fields, 'sign': good}))[1])
        hmac = {**fields, 'sign_type': 'HMAC-SHA256'}
        sign = calculate_signature_hmac(hmac, self.keys['api_key'])
        self.assertIn('NOTPAY', self.raw(write({**hmac, 'sign': sign}))[1])
        for wrong in (fields, {**fields, 'sign': ''}, {**fields, 'sign': good.lower()},
                      {**fields, 'out_trade_no': 'n2', 'sign': good},
                      {**fields, 'sign_type': 'HMAC-SHA256', 'sign': good}):
            self.assertIn('签名错误', self.raw(write(wrong).encode())[1])


if __name__ == '__main__':
    unittest.main()
