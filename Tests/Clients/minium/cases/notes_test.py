"""A suite of our own for minium's runner, over MiniPrograms/notes."""

import time

import minium


class NotesTest(minium.MiniTest):
    def write(self, text):
        self.page.get_element(".new").tap()
        self.assertTrue(self.app.wait_for_page("/pages/edit/edit"))
        edit = self.app.get_current_page()
        edit.get_element("input").input(text)
        time.sleep(0.1)
        edit.get_element(".save").tap()
        self.assertTrue(self.app.wait_for_page("/pages/list/list"))

    def test_1_begins_empty(self):
        self.assertEqual(self.page.get_element(".heading").inner_text, "No notes yet")

    def test_2_keeps_what_was_written(self):
        self.write("Buy bread")
        self.assertEqual(self.app.get_current_page().data["notes"][0]["text"], "Buy bread")

    def test_3_shows_it_again(self):
        self.assertEqual(self.page.get_element(".heading").inner_text, "One note")
        self.assertTrue(self.page.element_is_exists(".note"))

    def test_4_asks_the_host(self):
        answers = []
        self.app.expose_function("answered", lambda message: answers.append(message["args"][0]))
        self.app.evaluate(
            "() => { wx.showModal({ title: 'Sure?', success: (r) => answered(r.cancel) }); }",
            sync=True)
        time.sleep(0.2)
        self.native.handle_modal("取消")
        time.sleep(0.2)
        self.assertEqual(answers, [True])

    def test_5_forgets_what_was_deleted(self):
        self.page.get_element(".delete").tap()
        time.sleep(0.2)
        self.assertEqual(self.page.data["notes"], [])
