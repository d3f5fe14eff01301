# النماذج: كلمات عامة وكل ما قد يخطئ في حقل.
form-errors = راجع ما يلي
form-optional = (اختياري)
wrong-required = هذا الحقل مطلوب.
wrong-too-long = { $n ->
    [one] حرف واحد على الأكثر.
    [two] حرفان على الأكثر.
    [few] { $n } أحرف على الأكثر.
    [many] { $n } حرفًا على الأكثر.
   *[other] { $n } حرف على الأكثر.
}
wrong-too-short = { $n ->
    [one] حرف واحد على الأقل.
    [two] حرفان على الأقل.
    [few] { $n } أحرف على الأقل.
    [many] { $n } حرفًا على الأقل.
   *[other] { $n } حرف على الأقل.
}
wrong-choice = اختر أحد الخيارات.
wrong-email = لا يبدو هذا عنوان بريد إلكتروني.
wrong-email-taken = يوجد حساب بهذا العنوان.
wrong-handle = أحرف لاتينية وأرقام وشرطة سفلية فقط.
wrong-handle-taken = اسم المستخدم هذا محجوز.
wrong-password-common = كلمة المرور هذه سهلة التخمين.
wrong-agree = لا بد من الموافقة على القواعد.
wrong-login = الاسم أو كلمة المرور غير صحيحة.
wrong-unconfirmed = أكّد بريدك الإلكتروني أولًا. أرسلنا الرابط مرة أخرى.
wrong-forum-name = أحرف لاتينية صغيرة وأرقام وشرطة سفلية فقط.
wrong-forum-name-taken = يوجد منتدى بهذا الاسم.
wrong-address = لم نفهم هذا العنوان.
wrong-address-unreachable = الخادم الآخر لا يستجيب. حاول لاحقًا.
wrong-address-not-found = لا شيء في هذا العنوان.
wrong-address-blocked = لا يتبادل هذا الخادم المشاركات مع ذلك الخادم.
wrong-host = هذا ليس اسم خادم.
wrong-tags = { $n ->
    [one] مدخل واحد على الأكثر.
    [two] مدخلان على الأكثر.
    [few] { $n } مدخلات على الأكثر.
    [many] { $n } مدخلًا على الأكثر.
   *[other] { $n } مدخل على الأكثر.
}
