# إطار كل صفحة، والكلمات المستعملة في كل مكان.
skip-to-content = انتقل إلى المحتوى
places = الأقسام الرئيسية
places-admin = الإدارة
place-home = الرئيسية
place-forums = المنتديات
place-connect = التواصل
place-notifications = التنبيهات
place-me = حسابي
place-admin-forums = إدارة المنتديات
place-admin-federation = الخوادم المتصلة
place-design = عناصر الواجهة
crumbs = موقعك في الصفحات
context-label = المزيد عن هذه الصفحة

menu-account = حسابك
menu-profile = ملفي الشخصي
menu-settings = الإعدادات
menu-admin = الإدارة
theme-auto = حسب الجهاز
theme-light = فاتح
theme-dark = داكن
notifications-unread = { $n ->
    [0] التنبيهات، لا جديد
    [one] التنبيهات، تنبيه واحد غير مقروء
    [two] التنبيهات، تنبيهان غير مقروءين
    [few] التنبيهات، { $n } تنبيهات غير مقروءة
    [many] التنبيهات، { $n } تنبيهًا غير مقروء
   *[other] التنبيهات، { $n } تنبيه غير مقروء
}

sign-in = تسجيل الدخول
sign-out = تسجيل الخروج
register = انضم إلينا
save = حفظ
cancel = إلغاء
edit = تعديل
delete = حذف
preview = معاينة
never = لم يحدث بعد
follow = متابعة
following = تتابعه
follow-pending = بانتظار الموافقة
follow-pending-title = ننتظر ردّ الخادم الآخر

edited = عُدّل
edited-title = عُدّل بعد نشره
origin-label = من
origin-title = مصدره { $host }
view-at-home = افتحه في خادمه الأصلي
role-member = عضو
role-moderator = مشرف
role-admin = مدير

pager-label = الصفحات
pager-previous = الأحدث
pager-next = الأقدم

footer-about = عن الموقع
footer-label = روابط الموقع
footer-software = يعمل على «مجلس»، برنامج مفتوح المصدر للمجتمعات الصناعية.

flash-saved = تم الحفظ.
flash-retrying = نحاول الآن الإرسال إلى هذا الخادم من جديد.
flash-published = تم النشر.
flash-deleted = تم الحذف، وأبلغنا الخوادم التي وصلتها نسخة.
flash-signed-out = سجّلت خروجك.
flash-followed = أصبحت متابعًا.
flash-follow-requested = أرسلنا الطلب إلى الخادم الآخر، وسيظهر هنا عند موافقته.
flash-unfollowed = أُلغيت المتابعة.
flash-accepted = اعتُمدت الإجابة.
flash-accept-undone = أُلغي اعتماد الإجابة.
flash-session-ended = أُنهيت الجلسة.
flash-confirmed = تأكّد بريدك الإلكتروني. يمكنك تسجيل الدخول الآن.
flash-mail-sent = إن كان هناك حساب ينتظر هذا البريد فالرسالة في طريقها إليه.
flash-sessions-ended = انتهت كل الجلسات الأخرى.
flash-read = عُلّمت كلها مقروءة.
flash-set-up = أهلًا بك. صار هذا الخادم في عهدتك؛ ابدأ بأول منتدى.

about-heading = عن { $site }
about-network = هذا خادم في شبكة من الخوادم. يستطيع أعضاؤه متابعة المنتديات والأشخاص في خوادم أخرى، ويمكن متابعتهم منها، في حدود ما يسمح به المديرون.
about-privacy = ما يُكتب في منتدى عام يقرؤه الجميع، وما يُكتب في منتدى مغلق لا يغادر هذا الخادم. ولا يظهر بريدك الإلكتروني لأحد.
about-address = العنوان
about-contact = للتواصل
about-software = البرنامج
flash-password-changed = تغيّرت كلمة المرور.
flash-reset-sent = إن كان هناك حساب بهذا البريد فالرابط في طريقه إليه.
