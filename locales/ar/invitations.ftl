# الدعوات إلى المنشآت.
invitations-lede = { $n ->
    [one] لكل عنوان رابط خاص به يعمل مرة واحدة خلال يوم واحد.
    [two] لكل عنوان رابط خاص به يعمل مرة واحدة خلال يومين.
    [few] لكل عنوان رابط خاص به يعمل مرة واحدة خلال { $n } أيام.
    [many] لكل عنوان رابط خاص به يعمل مرة واحدة خلال { $n } يومًا.
   *[other] لكل عنوان رابط خاص به يعمل مرة واحدة خلال { $n } يوم.
}
field-emails = عناوين البريد الإلكتروني
field-emails-help = يمكن كتابة عدة عناوين تفصل بينها مسافات أو فواصل أو أسطر.
invitations-send = إرسال الدعوات
invitations-sent = الدعوات المرسلة
invitations-none = لم تُرسل أي دعوة بعد.
invitation-open = بانتظار القبول
invitation-used = قُبلت
invitation-expired = انتهت مدتها
invitation-revoked = سُحبت
invitation-until = صالحة حتى
invitation-resend = إعادة الإرسال
invitation-revoke = سحب الدعوة
invitation-title = دعوة
invitation-heading = دعوة إلى { $organisation }
invitation-lede = انضم إلى زملائك في { $site }.
invitation-lede-by = وصلتك هذه الدعوة من { $person } للانضمام إلى زملائك في { $site }.
invitation-email-help = وصلت الرسالة إلى هذا العنوان فهو مؤكَّد، وسيكون عنوان حسابك.
invitation-register = إنشاء الحساب والانضمام
invitation-sign-in = هناك حساب بالعنوان { $email }. سجّل الدخول به وستعود إلى هنا لقبول الدعوة.
invitation-as = سجّلت الدخول باسم { $name }.
invitation-elsewhere = أُرسلت هذه الدعوة إلى { $email }، وهو ليس عنوان حسابك.
invitation-sure = الدعوة لي، وأنضم بهذا الحساب
invitation-accept = قبول الدعوة
invitation-expired-text = انتهت مدة الدعوة إلى { $organisation }، ويستطيع ممثّلوها إرسال دعوة جديدة.
invitation-revoked-text = سُحبت الدعوة إلى { $organisation }. إن كان في الأمر خطأ فأبلغ ممثّليها.
invitation-unknown-text = العنوان ناقص، أو حلّت محله دعوة أحدث. ابحث عن أحدث رسالة في بريدك.
invitation-used-heading = قُبلت هذه الدعوة
invitation-used-text = صار من قبلها من منسوبي { $organisation }. إن كنت أنت فسجّل الدخول.
invitation-again = طلب دعوة جديدة
invitation-mail-subject = دعوة إلى { $organisation } في { $site }
invitation-mail-text = يدعوك { $person } إلى الانضمام إلى { $organisation } في { $site }، حيث يسأل أهل المصانع ويجيبون ويتبادلون التجارب.
invitation-mail-button = عرض الدعوة
invitation-mail-help = الرابط لك وحدك ويعمل مرة واحدة. إن لم تكن تنتظر هذه الرسالة فتجاهلها.
flash-invited = الدعوات في طريقها.
flash-invitation-accepted = أهلًا بك. صار اسم المنشأة بجانب اسمك.
flash-invitation-wanted = أبلغنا ممثّلي المنشأة.
