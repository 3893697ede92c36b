import json
import time
import unittest

import requests
from wechatpayv3 import WeChatPay, WeChatPayType
from wechatpayv3.core import Core

import sandbox

# The only way to another gateway that changes no library code: the constructor uses it at once.
Core._gate_way = property(lambda self: sandbox.BASE, lambda self, value: None)


class Version3(unittest.TestCase):
    public_key_mode = False

    def setUp(self):
        sandbox.post('reset')
        self.keys = sandbox.credentials()
        self.merchant = sandbox.Merchant('')
        self.addCleanup(self.merchant.close)
        trust = {'public_key': self.keys['platform_public_key'],
                 'public_key_id': self.keys['platform_public_key_id']} if self.public_key_mode else {}
        self.pay = WeChatPay(
            wechatpay_type=WeChatPayType.JSAPI, mchid=self.keys['mch_id'],
            private_key=self.keys['merchant_private_key'],
            cert_serial_no=self.keys['merchant_serial_no'], apiv3_key=self.keys['apiv3_key'],
            appid=self.keys['appid'], notify_url=self.merchant.url, **trust)
        self.ada = sandbox.post('login', user='ada')['openid']

    def tearDown(self):
        self.assertEqual(sandbox.post('audit')['findings'], [])

    def ok(self, answer):
        self.assertIn(answer[0], (200, 204), answer[1])
        return json.loads(answer[1]) if answer[1] else {}

    def fails(self, status, code, answer):
        self.assertEqual((answer[0], json.loads(answer[1])['code']), (status, code))

    def order(self, number='order1', fen=1600, **more):
        return self.pay.pay(
            description='Bread 面包', out_trade_no=number, amount={'total': fen},
            payer={'openid': self.ada}, **more)


class TestVersion3(Version3):
    def test_order_is_paid_and_told(self):
        placed = self.ok(self.order(attach='a'))
        self.assertTrue(placed['prepay_id'].startswith('wx'))
        paid = sandbox.post('pay', out_trade_no='order1')
        for query in ({'out_trade_no': 'order1'}, {'transaction_id': paid['transaction_id']}):
            state = self.ok(self.pay.query(**query))
            self.assertEqual((state['trade_state'], state['amount']['total'], state['payer']),
                             ('SUCCESS', 1600, {'openid': self.ada}))
        headers, body = self.merchant.wait()
        told = self.pay.callback(headers, body)
        self.assertEqual(told['event_type'], 'TRANSACTION.SUCCESS')
        self.assertEqual(told['resource']['out_trade_no'], 'order1')
        self.assertIsNone(self.pay.callback(headers, body.replace(b'TRANSACTION', b'TRANSACTIOM')))
        self.fails(400, 'ORDER_PAID', self.order())
        self.fails(400, 'ORDER_PAID', self.pay.close('order1'))

    def test_close(self):
        self.ok(self.order())
        self.assertEqual(self.pay.close('order1')[0], 204)
        self.assertEqual(self.ok(self.pay.query(out_trade_no='order1'))['trade_state'], 'CLOSED')
        self.fails(400, 'ORDER_CLOSED', self.order())
        self.fails(404, 'ORDER_NOT_EXIST', self.pay.query(out_trade_no='none'))

    def test_wrong_terms(self):
        for fen in (0, -1, 1.5, 100000001, '5'):
            self.fails(400, 'PARAM_ERROR', self.order(fen=fen))
        self.ok(self.order())
        self.fails(403, 'OUT_TRADE_NO_USED', self.order(fen=1601))

    def test_native(self):
        placed = self.ok(self.pay.pay(
            description='Bread', out_trade_no='order2', amount={'total': 5},
            pay_type=WeChatPayType.NATIVE))
        sandbox.post('scan', code_url=placed['code_url'], user='bob')
        state = self.ok(self.pay.query(out_trade_no='order2'))
        self.assertEqual((state['trade_type'], state['trade_state']), ('NATIVE', 'SUCCESS'))

    def test_refund(self):
        self.ok(self.order())
        sandbox.post('pay', out_trade_no='order1')
        refund = lambda number, fen: self.pay.refund(
            out_refund_no=number, amount={'refund': fen, 'total': 1600, 'currency': 'CNY'},
            out_trade_no='order1', notify_url=self.merchant.url)
        first = self.ok(refund('r1', 600))
        self.assertEqual(self.ok(refund('r1', 600))['refund_id'], first['refund_id'])
        self.ok(refund('r2', 1000))
        self.fails(400, 'INVALID_REQUEST', refund('r3', 1))
        self.assertEqual(self.ok(self.pay.query_refund('r2'))['status'], 'SUCCESS')
        self.fails(404, 'RESOURCE_NOT_EXISTS', self.pay.query_refund('none'))
        told = [self.pay.callback(*self.merchant.wait(n)) for n in (1, 2, 3)]
        self.assertEqual(sorted(t['event_type'] for t in told),
                         ['REFUND.SUCCESS', 'REFUND.SUCCESS', 'TRANSACTION.SUCCESS'])

    def test_bill(self):
        self.ok(self.order())
        sandbox.post('pay', out_trade_no='order1')
        day = self.ok(self.pay.query(out_trade_no='order1'))['success_time'][:10]
        bill = self.ok(self.pay.trade_bill(day, tar_type=''))
        code, content = self.pay.download_bill(bill['download_url'])
        import hashlib
        content = content if isinstance(content, bytes) else content.encode()
        self.assertEqual((code, hashlib.sha1(content).hexdigest()), (200, bill['hash_value']))

    def test_transfers(self):
        sandbox.post('top-up', mch_id=self.keys['mch_id'], fen=500000)
        detail = lambda number, fen: {
            'out_detail_no': number, 'transfer_amount': fen, 'transfer_remark': 'thanks',
            'openid': self.ada, 'user_name': '张三'}
        batch = lambda: self.pay.transfer_batch(
            out_batch_no='b1', batch_name='b', batch_remark='b', total_amount=230000, total_num=2,
            transfer_detail_list=[detail('d1', 200000), detail('d2', 30000)])
        self.ok(batch())
        state = self.ok(self.pay.transfer_query_out_batch_no('b1', need_query_detail=True))
        self.assertEqual(state['transfer_batch']['batch_status'], 'FINISHED')
        self.assertEqual(len(state['transfer_detail_list']), 2)
        batch_id = state['transfer_batch']['batch_id']
        same = self.ok(self.pay.transfer_query_batchid(batch_id, need_query_detail=True))
        self.assertEqual(same, state)
        detail_id = state['transfer_detail_list'][1]['detail_id']
        for one in (self.pay.transfer_query_out_detail_no('d2', 'b1'),
                    self.pay.transfer_query_detail_id(batch_id, detail_id)):
            self.assertEqual(self.ok(one)['transfer_amount'], 30000)
        self.fails(404, 'NOT_FOUND', self.pay.transfer_query_out_detail_no('d3', 'b1'))
        self.fails(404, 'NOT_FOUND', self.pay.transfer_query_batchid('1030' + '0' * 20))
        bill = self.ok(self.pay.mch_transfer_bills(
            out_bill_no='t1', transfer_scene_id='1000', openid=self.ada, transfer_amount=100,
            transfer_remark='thanks', transfer_scene_report_infos=[
                {'info_type': 'a', 'info_content': 'b'}]))
        self.assertEqual(bill['state'], 'WAIT_USER_CONFIRM')
        self.assertEqual(self.ok(self.pay.mch_transfer_bills_cancel('t1'))['state'], 'CANCELING')
        self.assertEqual(
            self.ok(self.pay.mch_transfer_bills_query(out_bill_no='t1'))['state'], 'CANCELLED')
        self.assertEqual(
            self.ok(self.pay.mch_transfer_bills_query(
                transfer_bill_no=bill['transfer_bill_no']))['out_bill_no'], 't1')

    def test_payment_codes(self):
        charge = lambda number, code, fen=500: self.pay.pay(
            description='Tea', out_trade_no=number, amount={'total': fen},
            payer={'auth_code': code}, pay_type=WeChatPayType.CODEPAY,
            scene_info={'store_info': {'id': '1'}})
        code = sandbox.post('auth-code', user='bob')['auth_code']
        paid = self.ok(charge('c1', code))
        self.assertEqual((paid['trade_type'], paid['trade_state']), ('MICROPAY', 'SUCCESS'))
        self.assertEqual(charge('c2', code)[0], 400)
        self.ok(self.pay.codepay_reverse('c1'))
        self.assertEqual(self.ok(self.pay.query(out_trade_no='c1'))['trade_state'], 'REVOKED')

    def test_receipts_reach_both_sides(self):
        self.ok(self.order())
        paid = sandbox.post('pay', out_trade_no='order1')
        self.ok(self.pay.refund(
            out_refund_no='r1', amount={'refund': 600, 'total': 1600, 'currency': 'CNY'},
            out_trade_no='order1'))
        told = lambda **whose: [
            (r['title'], r['yuan'], r['order'], r['transaction'])
            for r in sandbox.get('receipts', **whose)['receipts'] if r['order']]
        number = paid['transaction_id']
        self.assertEqual(told(openid=self.ada), [
            ('退款到账通知', '6.00', 'order1', number), ('支付凭证', '-16.00', 'order1', number)])
        self.assertEqual(told(mch_id=self.keys['mch_id']), [
            ('退款成功通知', '-6.00', 'order1', number), ('收款到账通知', '16.00', 'order1', number)])
        sandbox.post('login', user='bob')
        self.assertEqual(told(user='bob'), [])

    def test_garbage_in_sealed_fields_is_refused(self):
        sandbox.post('top-up', mch_id=self.keys['mch_id'], fen=500)
        self.pay._core.encrypt = lambda text: 'bm90IHNlYWxlZA=='
        self.fails(400, 'PARAM_ERROR', self.pay.transfer_batch(
            out_batch_no='b1', batch_name='b', batch_remark='b', total_amount=100, total_num=1,
            transfer_detail_list=[{
                'out_detail_no': 'd1', 'transfer_amount': 100, 'transfer_remark': 't',
                'openid': self.ada, 'user_name': 'x'}]))

    def test_versions_share_one_ledger(self):
        from wechatpy import WeChatPay as Version2
        old = Version2(self.keys['appid'], self.keys['api_key'], self.keys['mch_id'])
        sandbox.redirect(old._http)
        self.ok(self.order())
        sandbox.post('pay', out_trade_no='order1')
        self.assertEqual(old.order.query(out_trade_no='order1')['trade_state'], 'SUCCESS')


class TestVersion3WithPublicKey(TestVersion3):
    public_key_mode = True


class TestSignatures(Version3):
    def send(self, header, method='GET', path=None, body=''):
        path = path or f"/v3/pay/transactions/out-trade-no/order1?mchid={self.keys['mch_id']}"
        return requests.request(
            method, sandbox.BASE + path, data=body.encode(),
            headers={'Authorization': header, 'Content-Type': 'application/json'})

    def header(self, method='GET', path=None, body='', seconds=0, serial=None, mchid=None, nonce='n'):
        path = path or f"/v3/pay/transactions/out-trade-no/order1?mchid={self.keys['mch_id']}"
        stamp = str(int(time.time()) + seconds)
        signature = self.pay._core.sign([method, path, stamp, nonce, body])
        return ('WECHATPAY2-SHA256-RSA2048 '
                f'mchid="{mchid or self.keys["mch_id"]}",nonce_str="{nonce}",'
                f'signature="{signature}",timestamp="{stamp}",'
                f'serial_no="{serial or self.keys["merchant_serial_no"]}"')

    def test_what_is_not_signed_is_refused(self):
        self.ok(self.order())
        self.assertEqual(self.send(self.header()).status_code, 200)
        good = self.header()
        wrong = ['', 'Basic abc', good.replace('signature="', 'signature="A'),
                 self.header(path='/v3/other'), self.header(method='POST'), self.header(body='x'),
                 self.header(seconds=-301), self.header(seconds=301), self.header(serial='0'),
                 self.header(mchid='1'), good.replace('"n"', '"m"'), 'WECHATPAY2-SHA256-RSA2048 ' + 'a' * 9000]
        for header in wrong:
            answer = self.send(header)
            self.assertEqual((answer.status_code, answer.json()['code']), (401, 'SIGN_ERROR'), header[:80])

    def test_a_request_is_taken_once(self):
        self.ok(self.order())
        path = '/v3/pay/transactions/out-trade-no/order1/close'
        body = json.dumps({'mchid': self.keys['mch_id']})
        header = self.header('POST', path, body)
        self.assertEqual(self.send(header, 'POST', path, body).status_code, 204)
        again = self.send(header, 'POST', path, body)
        self.assertEqual(again.status_code, 401)

    def test_hostile_bodies(self):
        path = '/v3/pay/transactions/native'
        for body in ('', '[]', '{', '[' * 100000, '{"amount":{"total":1e2}}', '\ud800'.encode(
                'utf-8', 'surrogatepass').decode('latin-1'), '{"amount":{"total":12345678901234567}}'):
            nonce = str(len(body)) + body[:3].encode('unicode_escape').hex()
            answer = self.send(self.header('POST', path, body, nonce=nonce), 'POST', path, body)
            self.assertEqual((answer.status_code, answer.json()['code']), (400, 'PARAM_ERROR'), body[:40])
        huge = 'x' * ((1 << 20) + 1)
        self.assertEqual(self.send(self.header('POST', path, huge), 'POST', path, huge).status_code, 413)


del Version3

if __name__ == '__main__':
    unittest.main()
