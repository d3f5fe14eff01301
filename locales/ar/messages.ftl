# الرسائل الخاصة.
place-messages = الرسائل
message-new = رسالة جديدة
messages-unread = { $n ->
    [0] الرسائل
    [one] الرسائل: محادثة واحدة لم تُقرأ
    [two] الرسائل: محادثتان لم تُقرآ
    [few] الرسائل: { $n } محادثات لم تُقرأ
    [many] الرسائل: { $n } محادثة لم تُقرأ
   *[other] الرسائل: { $n } محادثة لم تُقرأ
}
messages-folders = مجلدات الرسائل
messages-inbox = الوارد
messages-requests = الطلبات
messages-requests-waiting = { $n ->
    [one] طلب واحد ينتظرك
    [two] طلبان ينتظرانك
    [few] { $n } طلبات تنتظرك
    [many] { $n } طلبًا ينتظرك
   *[other] { $n } طلب ينتظرك
}
messages-requests-text = كتبها أشخاص لا تعرفهم بعد، ولن يعلموا بشيء حتى تقبل.
messages-muted = المكتومة
messages-search = ابحث في رسائلك
messages-not-found = لا نتائج
messages-not-found-text = ليس في رسائلك ما يجمع هذه الكلمات.
messages-no-requests = لا طلبات
messages-no-requests-text = إذا كتب إليك من لا تعرفه انتظرت رسالته هنا حتى تقرر.
messages-none-muted = لا محادثات مكتومة
messages-none-muted-text = تجد هنا ما كتمته من المحادثات: تقرؤها متى شئت ولا يصلك منها تنبيه.
messages-none = لا محادثات بعد
messages-none-text = اكتب إلى زميل أو إلى عدة زملاء معًا. لا يقرأ المحادثة إلا من هو فيها.
message-nobody = لم يبق أحد غيرك
message-you = أنت:
message-me = أنت
message-to = إلى
message-to-help = أسماء المستخدمين وبينها مسافة: sara، أو kim@social.example لمن هو على خادم آخر.
message-title = عنوان المجموعة
message-title-help = إن كتبت إلى أكثر من شخص، ويمكنك تركه فارغًا.
message-title-action = غيّر العنوان
message-write = رسالتك
message-send = أرسل
message-not-now = ليس الآن
message-scope = لا يقرؤها إلا من تكتب إليهم، ولا يرى فريق الموقع منها إلا ما يبلّغ عنه أحدهم. وهي ليست مشفّرة من طرف إلى طرف.
message-write-to = راسله
message-only-members = لا يقرأ هذه المحادثة إلا من هو فيها
message-elsewhere = يحتفظ خادم آخر بنسخة مما يُكتب هنا:
message-not-encrypted = يستطيع القائمون عليه قراءتها، وحذفها عندهم بيدهم. الرسائل ليست مشفّرة من طرف إلى طرف.
message-scattered = وما يجيب به أحدهم يصل إلى أعضاء هذا الموقع وحدهم، ولا يصل إلى من هم على خوادم أخرى.
message-request = كتب إليك شخص لا تعرفه
message-request-text = لا يعلم إن كنت قد قرأت. إذا أجبت فقد قبلت، وإذا رفضت لم يصلك شيء بعدها ولم يُخبَر بذلك.
message-accept = اقبل
message-decline = ارفض
message-block = احظر
message-unblock = ألغِ الحظر
message-blocked = محظور
message-about = الأعضاء والإعدادات
message-members = من في المحادثة
message-invited = مدعو
message-add = أضف شخصًا
message-add-help = اسم المستخدم. يقرأ ما يُكتب من الآن فصاعدًا.
message-add-action = أضف
message-mute = اكتم
message-unmute = ألغِ الكتم
message-show-read = أظهر ما قرأته
message-hide-read = أخفِ ما قرأته
message-shows-read = أظهر للآخرين ما قرأته
message-read-text = من لا يُظهر ما قرأه لا يرى ما قرأه الآخرون.
message-kept-text = تبقى الرسائل حتى يحذفها كاتبها أو يحذف حسابه.
message-report = أبلغ عن رسائل
message-report-lede = اختر ما تريد أن يراه المشرفون. لن يروا من هذه المحادثة غير ما اخترته.
message-report-which = أي الرسائل؟
message-report-none = ليس هنا ما يُبلَّغ عنه
message-report-none-text = لا يُبلَّغ إلا عما كتبه غيرك.
message-leave = غادر
message-leave-text = من غادر لم يعد يقرأ شيئًا من المحادثة.
message-remove-pair = أزلها من قائمتي
message-remove-pair-text = إذا أزلتها عادت فارغة حين يُكتب فيها شيء جديد.
message-older = رسائل أقدم
message-newest = أحدث الرسائل
message-deleted = حُذفت هذه الرسالة
message-delete = احذف
message-delete-text = تُحذف عند الجميع، ويُطلب من الخوادم الأخرى أن تحذف نسختها.
message-delete-action = احذفها عند الجميع
message-was-read = قُرئت
message-added = أضاف { $name } العضو { $what }
message-left = غادر { $name }
message-renamed = سمّى { $name } المحادثة «{ $what }»
message-untitled = أزال { $name } عنوان المحادثة
message-state-sent = في الطريق إلى { $name } على { $host }
message-state-delivered = وصلت إلى { $host }
message-state-refused = لم يقبلها { $host } لأجل { $name }
message-state-lost = تعذّر الوصول إلى { $host }، فلم تصل إلى { $name }
settings-messages = الرسائل
settings-from-whom = من يستطيع مراسلتي
settings-from-everybody = الجميع
settings-from-everybody-help = ما يكتبه من لا تعرفه ينتظر بين الطلبات، ولا يصلك تنبيه به.
settings-from-known = من أتابعهم وزملائي
settings-from-known-help = ومن أنت معه في محادثة من قبل. ويُقال لغيرهم إنك لا تريد رسائل.
settings-from-nobody = لا أحد جديد
settings-from-nobody-help = تستمر المحادثات التي أنت فيها، ويبقى بوسع فريق هذا الموقع أن يراسلك.
settings-shows-read-help = في المحادثات التي تبدأ من الآن، ويمكنك تغييره في كل محادثة.
settings-shows-presence = أظهر أني حاضر في المحادثة وأني أكتب
settings-shows-presence-help = لمن فيها ممن يُظهرون ذلك أيضًا، وتراه منهم. لا يعلم به غيرهم ولا يُحفظ في أي مكان.
settings-blocked = من أحظرهم
settings-blocked-text = لا يصلك ما يكتبونه ولا يُخبَرون بذلك. وفي المجموعات التي تجمعكم يستمر كل منكم في قراءة الآخر.
flash-conversation-left = أُزيلت المحادثة من قائمتك.
flash-conversation-declined = رُفضت، ولن يصلك منها شيء.
flash-member-added = أُضيف، ويقرأ ما يُكتب من الآن.
flash-message-deleted = حُذفت الرسالة عند الجميع.
flash-person-blocked = حُظر، ولا يُخبَر بذلك.
flash-person-unblocked = أُلغي الحظر، وعاد بوسعه أن يراسلك.
denied-not-welcome = لا يريد هذا الشخص رسائل ممن لا يعرفهم.
denied-you-block = أنت تحظر هذا الشخص. ألغِ الحظر لتكتب إليه.
denied-alone = لم يبق أحد غيرك في هذه المحادثة.
denied-accept-first = اقبل المحادثة أولًا.
problem-person = لا يُعرف هنا أحد بهذا الاسم.
notice-message = كتب إليك { $name }
report-messages = الرسائل المبلَّغ عنها
report-messages-text = اختارها المبلِّغ من محادثة خاصة، ولا يظهر هنا غيرها.
export-messages = الرسائل التي كتبتها
export-conversations = المحادثات التي أنت فيها
export-conversation = المحادثة
export-message-settings = من يستطيع مراسلتك
export-blocked = المحظورون
live-message = وصلت رسالة جديدة.
presence-here = { $name } هنا الآن
presence-writing = { $name } يكتب الآن…
