# المواضيع والردود والمحرّر.
kind-discussion = نقاش
kind-question = سؤال
kind-answered = سؤال مُجاب
kind-announcement = إعلان
kind-note = منشور
kind-question-help = تحتاج إلى إجابة، ويمكن اعتماد أفضلها.
kind-discussion-help = تبادل خبرات دون إجابة واحدة بعينها.
kind-announcement-help = خبر لكل من يتابع المنتدى.
topic-new = موضوع جديد
topic-in = في
topic-active = آخر نشاط
topic-unread = غير مقروء
pinned = مثبّت
locked = مغلق
pin = تثبيت
unpin = إلغاء التثبيت
lock = إغلاق
unlock = فتح
moderate = الإشراف
votes-count = { $n ->
    [0] لا أصوات
    [one] صوت واحد
    [two] صوتان
    [few] { $n } أصوات
    [many] { $n } صوتًا
   *[other] { $n } صوت
}
vote = تأييد
replies-word = { $n ->
    [one] رد
    [two] ردّان
    [few] ردود
    [many] ردًّا
   *[other] رد
}
replies-count = { $n ->
    [0] الردود
    [one] رد واحد
    [two] ردّان
    [few] { $n } ردود
    [many] { $n } ردًّا
   *[other] { $n } رد
}
replies-none = لا ردود بعد.
replies-none-question = لا إجابة بعد. إن مرّت بك هذه المشكلة فخبرتك تفيد.
accepted-answer = الإجابة المعتمدة
accepted-by = اعتمدها { $name }
accepted-above = معروضة أعلاه تحت السؤال
accepted-in-thread = اعرضها في مكانها بين الردود
accept = اعتماد الإجابة
accept-undo = إلغاء الاعتماد
reply = رد
reply-by = رد من { $name }
reply-body = ردّك
reply-publish = نشر الرد
answer-body = إجابتك
answer-publish = نشر الإجابة
reply-heading = اكتب ردًّا
live-reply = وصل ردّ جديد.
live-elsewhere = وصل ردّ جديد. اعرضه
live-stale = جدّ الكثير منذ فتحت الصفحة. حدّثها
reply-deleted = حُذف هذا الرد.
replying-to = ردًّا على
reply-sign-in = هل مرّت بك هذه المشكلة؟ للمشاركة:
reply-not-allowed = لا يمكنك الرد في هذا المنتدى.
answer = أجب
answer-heading = اكتب إجابة
locked-text = أُغلق هذا الموضوع ولا يقبل ردودًا جديدة.

field-kind = ما نوع الموضوع؟
field-title = العنوان
field-title-help = جملة واحدة يبحث عنها من يواجه المشكلة نفسها.
field-body = النص
field-body-help = الآلة، وما قِسته، وما جرّبته، وما تتوقعه.
field-language = لغة النص
markdown-hint = التنسيق:
markdown-bold = عريض
markdown-list = قائمة
markdown-quote = اقتباس
publish = نشر
edit-topic-heading = تعديل الموضوع
edit-reply-heading = تعديل الرد
edit-note = سيرى القرّاء أن النص عُدّل، وتصل النسخة الجديدة إلى الخوادم التي عندها نسخة منه.
delete-topic-heading = حذف هذا الموضوع؟
delete-reply-heading = حذف هذا الرد؟
delete-warning = سيُحذف النص من هنا ونطلب من الخوادم الأخرى حذف نسخها. لا يمكن التراجع عن ذلك.
delete-replies-stay = { $n ->
    [0] لا ردود تحته.
    [one] سيبقى الرد الذي تحته.
    [two] سيبقى الردّان اللذان تحته.
    [few] ستبقى تحته { $n } ردود.
    [many] سيبقى { $n } ردًّا تحته.
   *[other] سيبقى { $n } رد تحته.
}
delete-confirm = حذف
keep-it = إبقاؤه
