import io
import unittest

import requests
from wechatpy import WeChatClient
from wechatpy.exceptions import WeChatClientException

import sandbox


class TestService(unittest.TestCase):
    """What a developer's server does for its users beside logins, messages and money."""

    def setUp(self):
        sandbox.post('reset')
        self.keys = sandbox.credentials()
        self.client = WeChatClient(self.keys['appid'], self.keys['secret'])
        sandbox.redirect(self.client._http)
        self.ada, self.bob = (
            sandbox.post('login', user=name)['openid'] for name in ('ada', 'bob'))

    def fails(self, code, body):
        with self.assertRaises(WeChatClientException) as failure:
            body()
        self.assertEqual(failure.exception.errcode, code)

    def test_media(self):
        picture = bytes(range(256)) * 100 + b'\r\n--' + b'x' * 70
        kept = self.client.media.upload('image', ('a.png', io.BytesIO(picture), 'image/png'))
        self.assertEqual(kept['type'], 'image')
        got = self.client.media.download(kept['media_id'])
        self.assertEqual((got.content, got.headers['Content-Type']), (picture, 'image/png'))
        self.fails(40007, lambda: self.client.media.download('none'))
        self.fails(40004, lambda: self.client.media.upload('poem', io.BytesIO(b'x')))
        self.fails(41005, lambda: self.client.media.upload('image', io.BytesIO(b'')))
        most = 2 << 20
        self.client.media.upload('image', io.BytesIO(b'x' * most))
        self.fails(45001, lambda: self.client.media.upload('image', io.BytesIO(b'x' * (most + 1))))
        sandbox.post('contact', openid=self.ada)
        self.client.message.send_image(self.ada, kept['media_id'])
        self.fails(40007, lambda: self.client.message.send_image(self.ada, 'none'))
        sandbox.post('advance', seconds=3 * 24 * 3600 + 1)
        self.fails(40007, lambda: self.client.media.download(kept['media_id']))

    def test_pictures_of_articles(self):
        url = self.client.media.upload_image(('a.png', io.BytesIO(b'picture'), 'image/png'))
        got = requests.get(url)
        self.assertEqual((got.content, got.headers['Content-Type']), (b'picture', 'image/png'))
        self.assertEqual(requests.get(url + 'x').status_code, 404)

    def test_checks(self):
        self.client.wxa.check_image_security(io.BytesIO(b'fine'))
        self.fails(87014, lambda: self.client.wxa.check_image_security(io.BytesIO(b'risky')))
        self.client.wxa.check_text_security('fine')
        self.fails(87014, lambda: self.client.wxa.check_text_security('risky'))
        self.assertIn('trace_id', self.client.wxa.check_media_async('http://a/b.mp3', 1))

    def test_menu(self):
        self.assertIsNone(self.client.menu.get())
        menu = {'button': [
            {'type': 'click', 'name': 'Bread', 'key': 'bread'},
            {'name': 'More', 'sub_button': [
                {'type': 'view', 'name': 'Site', 'url': 'http://a.example/'},
                {'type': 'miniprogram', 'name': 'Shop', 'url': 'http://a.example/',
                 'appid': self.keys['appid'], 'pagepath': 'pages/home/home'}]}]}
        self.client.menu.create(menu)
        self.assertEqual(self.client.menu.get()['menu'], menu)
        self.assertEqual(self.client.menu.get_menu_info()['is_menu_open'], 1)
        button = menu['button'][0]
        below = menu['button'][1]['sub_button'][0]
        for code, buttons in (
                (40016, []), (40016, [button] * 4), (40023, [{'name': 'a', 'sub_button': [below] * 6}]),
                (40017, [{'name': 'a', 'type': 'x'}]), (40018, [{'type': 'click', 'key': 'a'}]),
                (40019, [{'name': 'a', 'type': 'click'}])):
            self.fails(code, lambda: self.client.menu.create({'button': buttons}))
        self.assertEqual(self.client.menu.get()['menu'], menu)
        self.client.menu.delete()
        self.assertIsNone(self.client.menu.get())

    def test_codes(self):
        scene = lambda action, scene, **more: self.client.qrcode.create(
            {'action_name': action, 'action_info': {'scene': scene}, **more})
        code = scene('QR_STR_SCENE', {'scene_str': 'table 4'}, expire_seconds=600)
        self.assertEqual(code['expire_seconds'], 600)
        self.assertTrue(code['ticket'] and code['url'])
        self.assertNotIn('expire_seconds', scene('QR_LIMIT_SCENE', {'scene_id': 4}))
        self.fails(40053, lambda: scene('QR_LIMIT_SCENE', {'scene_id': 100001}))
        self.fails(40053, lambda: scene('QR_STR_SCENE', {'scene_str': 'x' * 65}))
        self.fails(40052, lambda: scene('QR_SCENE', {'scene_id': 4}, expire_seconds=2592001))
        self.assertIn('short_url', self.client.misc.short_url('http://a.example/long'))
        self.assertEqual(self.client.misc.get_wechat_ips(), ['127.0.0.1'])
        for picture in (self.client.wxa.get_wxa_code('pages/home/home'),
                        self.client.wxa.get_wxa_code_unlimited('table=4')):
            self.assertTrue(picture.content.startswith(b'\x89PNG'))

    def test_templates(self):
        chosen = self.client.template.get('TM00015')
        known = self.client.template.get_all_private_template()['template_list']
        self.assertEqual([t['template_id'] for t in known], [chosen])
        self.client.message.send_template(self.ada, chosen, {'thing1': {'value': 'Bread'}})
        self.client.template.del_private_template(chosen)
        self.fails(40037, lambda: self.client.template.del_private_template(chosen))
        self.client.template.set_industry(1, 4)
        self.assertIn('primary_industry', self.client.template.get_industry())
        chosen = self.client.wxa.add_template('AT0001', [1, 2])
        self.assertEqual([t['template_id'] for t in self.client.wxa.list_templates()], [chosen])
        self.client.wxa.del_template(chosen)
        self.assertEqual(self.client.wxa.list_templates(), [])
        for number in range(25):
            self.client.template.get(f'TM{number}')
        self.fails(45026, lambda: self.client.template.get('TM25'))

    def test_templates_of_subscribe_messages(self):
        call = lambda name, **body: self.client.post(
            f'https://api.weixin.qq.com/wxaapi/newtmpl/{name}', data=body)
        chosen = call('addtemplate', tid='401', kidList=[1, 2], sceneDesc='bread')['priTmplId']
        self.assertEqual([t['priTmplId'] for t in call('gettemplate', x=1)['data']], [chosen])
        sandbox.post('subscribe', openid=self.ada, template_id=chosen)
        self.client.wxa.send_subscribe_message(
            self.ada, chosen, {'thing1': {'value': 'Bread'}, 'thing2': {'value': 'Butter'}})
        call('deltemplate', priTmplId=chosen)

    def test_tags(self):
        tag = self.client.tag.create('friends')
        self.fails(45157, lambda: self.client.tag.create('friends'))
        self.fails(45158, lambda: self.client.tag.create('x' * 31))
        self.client.tag.tag_user(tag['id'], [self.ada, self.bob])
        self.assertEqual(self.client.tag.get()[0]['count'], 2)
        self.assertEqual(self.client.tag.get_user_tag(self.ada), [tag['id']])
        self.assertEqual(list(self.client.tag.iter_tag_users(tag['id'])), [self.ada, self.bob])
        self.client.tag.untag_user(tag['id'], self.bob)
        self.assertEqual(list(self.client.tag.iter_tag_users(tag['id'])), [self.ada])
        self.client.tag.update(tag['id'], 'dear friends')
        self.assertEqual(self.client.tag.get()[0]['name'], 'dear friends')
        self.fails(45159, lambda: self.client.tag.tag_user(99, self.ada))
        self.fails(40003, lambda: self.client.tag.tag_user(tag['id'], 'nobody'))
        self.client.tag.delete(tag['id'])
        self.assertEqual(self.client.tag.get_user_tag(self.ada), [])
        numbers = [self.client.tag.create(f't{n}')['id'] for n in range(100)]
        self.fails(45056, lambda: self.client.tag.create('one more'))
        for number in numbers[:20]:
            self.client.tag.tag_user(number, self.ada)
        self.fails(45059, lambda: self.client.tag.tag_user(numbers[20], self.ada))
        self.assertEqual(len(self.client.tag.get_user_tag(self.ada)), 20)
        self.fails(40032, lambda: self.client.tag.tag_user(numbers[0], [self.ada] * 51))

    def test_users(self):
        self.client.user.update_remark(self.ada, 'likes rye')
        both = self.client.user.get_batch([self.ada, self.bob])
        self.assertEqual([u['remark'] for u in both], ['likes rye', ''])
        self.assertEqual(list(self.client.user.iter_followers()), [self.ada, self.bob])
        self.fails(40032, lambda: self.client.user.get_batch([self.ada] * 101))
        self.fails(40003, lambda: self.client.user.get_batch(['nobody']))

    def test_quotas_are_cleared(self):
        sandbox.post('quota', endpoint='/cgi-bin/user/get', remaining=0)
        self.fails(45009, self.client.user.get_followers)
        self.client.post('clear_quota', data={'appid': self.keys['appid']})
        self.client.user.get_followers()

    def test_reset_forgets_all_and_puts_the_clock_back(self):
        before = sandbox.get('clock')['time']
        tag = self.client.tag.create('friends')
        self.client.tag.tag_user(tag['id'], self.ada)
        kept = self.client.media.upload('image', io.BytesIO(b'x'))
        sandbox.post('advance', seconds=86_400)
        self.assertGreaterEqual(sandbox.get('clock')['time'], before + 86_400_000)
        sandbox.post('reset')
        self.assertLess(sandbox.get('clock')['time'], before + 3_600_000)
        self.assertEqual(sandbox.credentials(), self.keys)
        self.assertEqual(self.client.tag.get(), [])
        self.assertEqual(self.client.user.get_followers()['total'], 0)
        self.fails(40007, lambda: self.client.media.download(kept['media_id']))
        self.assertEqual(sandbox.get('outbox')['messages'], [])
        self.assertEqual(sandbox.post('audit')['findings'], [])


if __name__ == '__main__':
    unittest.main()
