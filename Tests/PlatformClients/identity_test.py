import hashlib
import hmac
import unittest

import requests
from wechatpy import WeChatClient, WeChatOAuth
from wechatpy.client.api import WeChatWxa
from wechatpy.exceptions import WeChatClientException, WeChatOAuthException
from wechatpy.crypto import WeChatWxaCrypto

import sandbox


class TestIdentity(unittest.TestCase):
    def setUp(self):
        sandbox.post('reset')
        self.keys = sandbox.credentials()
        self.client = WeChatClient(self.keys['appid'], self.keys['secret'])
        sandbox.redirect(self.client._http)

    def fails(self, code, body):
        with self.assertRaises(WeChatClientException) as failure:
            body()
        self.assertEqual(failure.exception.errcode, code)

    def test_login(self):
        login = sandbox.post('login', user='ada')
        session = self.client.wxa.code_to_session(login['code'])
        self.assertEqual(session['openid'], login['openid'])
        self.assertEqual(len(session['openid']), 28)
        self.fails(40163, lambda: self.client.wxa.code_to_session(login['code']))
        self.fails(40029, lambda: self.client.wxa.code_to_session('nothing'))
        late = sandbox.post('login', user='ada')
        sandbox.post('advance', seconds=301)
        self.fails(40029, lambda: self.client.wxa.code_to_session(late['code']))

    def test_wrong_keys(self):
        for appid, secret, code in ((self.keys['appid'], 'x', 40125), ('wx9', 'x', 40013)):
            client = WeChatClient(appid, secret)
            sandbox.redirect(client._http)
            self.fails(code, client.fetch_access_token)

    def test_sealed_data(self):
        login = sandbox.post('login', user='ada')
        session = self.client.wxa.code_to_session(login['code'])
        sealed = sandbox.post('user-data', openid=session['openid'], data={'nickName': 'Ada'})
        crypto = WeChatWxaCrypto(session['session_key'], sealed['iv'], self.keys['appid'])
        self.assertEqual(crypto.decrypt_message(sealed['encryptedData'])['nickName'], 'Ada')
        expected = hashlib.sha1((sealed['rawData'] + session['session_key']).encode()).hexdigest()
        self.assertEqual(sealed['signature'], expected)

    def test_check_session(self):
        login = sandbox.post('login', user='ada')
        session = self.client.wxa.code_to_session(login['code'])
        sign = lambda key: hmac.new(key.encode(), b'', hashlib.sha256).hexdigest()
        def call(name, key):
            return self.client.get(
                f'https://api.weixin.qq.com/wxa/{name}',
                params={'openid': session['openid'], 'signature': sign(key),
                        'sig_method': 'hmac_sha256'})
        call('checksession', session['session_key'])
        self.fails(87009, lambda: call('checksession', 'wrong'))
        renewed = call('resetusersessionkey', session['session_key'])
        self.assertNotEqual(renewed['session_key'], session['session_key'])
        self.fails(87009, lambda: call('checksession', session['session_key']))

    def test_pages_of_the_web(self):
        page = WeChatOAuth(self.keys['appid'], self.keys['secret'], 'http://a.example/')
        sandbox.redirect(page._http)
        openid = sandbox.post('login', user='ada')['openid']

        def fails(code, body):
            with self.assertRaises(WeChatOAuthException) as failure:
                body()
            self.assertEqual(failure.exception.errcode, code)

        code = sandbox.post('web-code', user='ada')['code']
        self.assertEqual(page.fetch_access_token(code)['openid'], openid)
        fails(40163, lambda: page.fetch_access_token(code))
        self.assertTrue(page.check_access_token())
        fails(48001, page.get_user_info)
        code = sandbox.post('web-code', user='ada', scope='snsapi_userinfo')['code']
        page.fetch_access_token(code)
        self.assertEqual(page.get_user_info()['nickname'], 'ada')
        fails(40003, lambda: page.get_user_info(openid='another'))
        # A page's token is none of the program's server, nor the other way round.
        self.assertEqual(requests.get(
            f'{sandbox.BASE}/cgi-bin/user/get',
            params={'access_token': page.access_token}).json()['errcode'], 40001)
        fails(40001, lambda: page.get_user_info(access_token=self.client.access_token))
        sandbox.post('advance', seconds=7201)
        fails(42001, page.get_user_info)
        page.refresh_access_token(page.refresh_token)
        self.assertEqual(page.get_user_info()['openid'], openid)
        sandbox.post('advance', seconds=30 * 24 * 3600)
        fails(40030, lambda: page.refresh_access_token(page.refresh_token))

    def test_phone(self):
        sandbox.post('login', user='ada')
        code = sandbox.post('phone-code', user='ada')['code']
        url = 'https://api.weixin.qq.com/wxa/business/getuserphonenumber'
        answer = self.client.post(url, data={'code': code})
        self.assertRegex(answer['phone_info']['purePhoneNumber'], '^199[0-9]{8}$')
        self.fails(40029, lambda: self.client.post(url, data={'code': code}))

    def test_tokens(self):
        first = self.client.fetch_access_token()['access_token']
        self.client.fetch_access_token()
        def works(token):
            return requests.get(
                f'{sandbox.BASE}/cgi-bin/ticket/getticket',
                params={'access_token': token, 'type': 'jsapi'}).json()['errcode']
        self.assertEqual(works(first), 0)
        sandbox.post('advance', seconds=301)
        self.assertEqual(works(first), 40001)
        sandbox.post('expire')
        self.assertEqual(works(self.client.access_token), 42001)
        # The client fetches another by itself.
        self.assertIn('ticket', self.client.jsapi.get_ticket())
        stable = lambda force: requests.post(
            f'{sandbox.BASE}/cgi-bin/stable_token',
            json={'grant_type': 'client_credential', 'appid': self.keys['appid'],
                  'secret': self.keys['secret'], 'force_refresh': force}).json()['access_token']
        self.assertEqual(stable(False), stable(False))
        self.assertNotEqual(stable(False), stable(True))

    def test_subscribe_messages_need_consent(self):
        openid = sandbox.post('login', user='ada')['openid']
        send = lambda: self.client.wxa.send_subscribe_message(
            openid, self.keys['template_id'], {'thing1': {'value': 'Bread'}})
        self.fails(43101, send)
        sandbox.post('subscribe', openid=openid, template_id=self.keys['template_id'], times=1)
        send()
        self.fails(43101, send)
        messages = sandbox.get('outbox', openid=openid)['messages']
        self.assertEqual([m['kind'] for m in messages], ['subscribe'])
        self.assertEqual(messages[0]['body']['data']['thing1']['value'], 'Bread')
        sandbox.post('subscribe', openid=openid, template_id=self.keys['template_id'], times=1)
        self.fails(47003, lambda: self.client.wxa.send_subscribe_message(
            openid, self.keys['template_id'], {'thing1': {'value': 'x' * 21}}))

    def test_customer_service_has_a_window(self):
        openid = sandbox.post('login', user='ada')['openid']
        send = lambda: self.client.message.send_text(openid, 'hello')
        self.fails(45015, send)
        sandbox.post('contact', openid=openid)
        for _ in range(5):
            send()
        self.fails(45047, send)
        sandbox.post('contact', openid=openid)
        sandbox.post('advance', seconds=48 * 3600 + 1)
        self.fails(45015, send)

    def test_mass_messages_have_a_quota(self):
        users = [sandbox.post('login', user=name)['openid'] for name in ('ada', 'bob')]
        for _ in range(4):
            self.client.message.send_mass_text(users, 'news')
        self.fails(45028, lambda: self.client.message.send_mass_text(users, 'news'))

    def test_quota_of_an_endpoint(self):
        sandbox.post('quota', endpoint='/cgi-bin/user/get', remaining=1, errcode=45011)
        self.client.user.get_followers()
        self.fails(45011, self.client.user.get_followers)

    def test_other_programs_users_are_nobody(self):
        other = requests.post(
            f'{sandbox.BASE}/_sandbox/login', json={'user': 'ada', 'appid': 'wx2'}).json()
        self.fails(40003, lambda: self.client.user.get(other['openid']))
        self.fails(40029, lambda: self.client.wxa.code_to_session(other['code']))


if __name__ == '__main__':
    unittest.main()
